"""The models of the one who uses the app: found, tried and chosen on the models screen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from mockint.core.errors import MockintError
from mockint.core.settings import OFFLINE, ModelChoice, Role
from mockint.tui.models import Offer, Trial


class Chooser(Protocol):
    """Who plays which role from the next round on."""

    choice: ModelChoice


class UsersModels:
    """Stands between the models screen, and `mockint.llm` and the settings file."""

    def __init__(self, chooser: Chooser) -> None:
        """Tell `chooser` what is chosen."""
        self._chooser = chooser

    @property
    def choice(self) -> ModelChoice:
        """Who plays which role in the next round."""
        return self._chooser.choice

    def offers(self) -> tuple[Offer, ...]:
        """Look for keys and for servers on this machine; blocks."""
        from mockint.llm.discovery import keys_found, servers_found

        here = [
            Offer(model, model.partition("/")[2], f"{each.title} at {each.address}")
            for each in servers_found()
            for model in each.models
        ]
        keys = [
            Offer(f"{each.provider.id}/", each.provider.title, f"{each.variable} is set")
            for each in keys_found()
        ]
        return (*here, *keys)

    async def try_out(self, model: str) -> Trial:
        """Call a model once, in a few words."""
        import asyncio

        from mockint.cli.models import check_models
        from mockint.cli.parts import client_for
        from mockint.llm.probing import try_model

        try:
            await asyncio.to_thread(check_models, (model,))
            client, _ = client_for(model)
        except MockintError as error:
            return Trial(False, str(error))
        tried = await try_model(client, model)
        return Trial(tried.fault is None, tried.words)

    def choose(self, roles: Sequence[Role], model: str | None) -> None:
        """Play these roles with a model from now on, and write it into the settings."""
        from mockint.cli.startup import keep_models

        changed: dict[str, Any] = dict.fromkeys(roles, model)
        self._chooser.choice = replace(self._chooser.choice, **changed)
        keep_models(roles, model or OFFLINE)
