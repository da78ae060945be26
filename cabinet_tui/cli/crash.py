"""What becomes of a bug in the app: Textual would print it with the values of all variables."""

from rich.console import RenderableType
from textual.app import App
from textual.worker import WorkerFailed


class QuietCrash(App[int]):
    """Mixed in before an app: a crash ends it without a report; ``crash_of`` has the error."""

    def panic(self, *renderables: RenderableType) -> None:
        """End, printing nothing."""
        if self._exception is None:
            self._exception = RuntimeError("panic")
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


def crash_of(app: App[int]) -> BaseException | None:
    """The error that ended the app, the one inside it when a worker failed."""
    error: BaseException | None = app._exception  # noqa: SLF001 - there is no public way to it
    return error.error if isinstance(error, WorkerFailed) else error
