"""How litellm is kept off the network, off the screen and out of `.env` files.

Its import alone would fetch a price list, read `.env` files upward from its own folder, and print
warnings over the screen; every error would print an advertisement.
"""

import logging
import os
import sys
import warnings
from typing import Any
from urllib.request import getproxies

from mockint.llm.names import LOOPBACK

BEFORE_IMPORT = {
    "DISABLE_AIOHTTP_TRANSPORT": "True",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_LOCAL_AUTOROUTER_PRESETS": "True",
    "LITELLM_LOCAL_BLOG_POSTS": "True",
    "LITELLM_LOCAL_POLICY_TEMPLATES": "True",
    "LITELLM_LOG": "CRITICAL",
    "LITELLM_MODE": "PRODUCTION",
}
"""`PRODUCTION` is the mode in which no `.env` file is read. Without aiohttp there is one client
library less to load, and no word of an unclosed session when the app ends."""

LOGGERS = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore")

ABANDONED = r"coroutine '.*[Cc]ompletion.*' was never awaited"


def prepare() -> None:
    """Set what has to be set before litellm is imported, whatever stands there."""
    os.environ.update(BEFORE_IMPORT)
    _keep_home()
    _silence()


def _keep_home() -> None:
    """Let no proxy stand between us and a server of this machine: what is said there stays here."""
    if getproxies():
        for name in ("NO_PROXY", "no_proxy"):
            known = [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]
            os.environ[name] = ",".join(dict.fromkeys((*known, *LOOPBACK)))


def quieten(litellm: Any) -> None:
    """Set what can only be set afterwards."""
    litellm.suppress_debug_info = True
    litellm.set_verbose = False
    litellm.drop_params = True
    litellm.num_retries = None
    # How long a reply may be is ours to say, and a word that comes a hundred times is no fault.
    litellm.REPEATED_STREAMING_CHUNK_LIMIT = sys.maxsize
    litellm.enable_anthropic_prompt_caching = True
    # Nobody listens, and each listener would copy the conversation.
    litellm.disable_streaming_logging = True
    litellm.turn_off_message_logging = True
    litellm.callbacks = []
    litellm.success_callback, litellm.failure_callback = [], []
    litellm.disable_aiohttp_transport = True
    # What it leaves lying when somebody takes the floor in the first moment of a call.
    warnings.filterwarnings("ignore", ABANDONED, RuntimeWarning)
    _silence()


def _silence() -> None:
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
