"""LiteLLM's proxy asks Stillwatch about the account of each call before it goes to a model.

Put this file beside the proxy's config.yaml, set STILLWATCH_URL and STILLWATCH_KEY (scope decide), and name it there:

    litellm_settings:
      callbacks: stillwatch_hook.stillwatch

docs/how-to/put-stillwatch-in-front.md says what happens to whom.
"""

import logging
import os
from urllib.parse import quote

import httpx
from fastapi import HTTPException
from litellm.integrations.custom_logger import CustomLogger

URL = os.environ.get("STILLWATCH_URL", "http://127.0.0.1:8787")
KEY = os.environ.get("STILLWATCH_KEY", "")
# Seconds without an answer.
PATIENCE = 0.2
# True refuses calls while Stillwatch does not answer.
FAIL_CLOSED = False

log = logging.getLogger("stillwatch")


def account_of(key):
    """The account of a virtual key, as Stillwatch reads it from LiteLLM's log (docs/formats/litellm.md)."""
    for field in ("org_id", "team_id", "user_id", "api_key"):
        value = getattr(key, field, None)
        if value:
            return str(value)
    return None


class StillwatchHook(CustomLogger):
    def __init__(self):
        super().__init__()
        self.client = httpx.AsyncClient(
            base_url=URL, headers={"authorization": f"Bearer {KEY}"}, timeout=PATIENCE
        )

    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        account = account_of(user_api_key_dict)
        if account is None:
            return data
        end_user = getattr(user_api_key_dict, "end_user_id", None) or data.get("user")
        action = await self.action_of(account, end_user)
        if action == "suspend":
            raise HTTPException(status_code=403, detail={"error": "This account is suspended."})
        if action == "invalid":
            raise HTTPException(status_code=400, detail={"error": "The account or user has no valid id."})
        if action == "unanswered" and FAIL_CLOSED:
            raise HTTPException(status_code=503, detail={"error": "The request could not be checked. Try again."})
        data.setdefault("metadata", {})["stillwatch_action"] = action
        return data

    async def action_of(self, account, end_user):
        """The action in force; "unanswered" without an answer, "invalid" for an id that cannot be asked about."""
        params = {"sub_account": str(end_user)} if end_user else {}
        try:
            answer = await self.client.get(f"/v1/decisions/{quote(account, safe='')}", params=params)
            # A client that chooses its user's id must not pass by choosing one that cannot be asked about.
            if answer.status_code in (400, 404, 414):
                return "invalid"
            answer.raise_for_status()
            return answer.json()["action"]
        except (httpx.HTTPError, ValueError, KeyError) as error:
            log.warning("no decision: %s", type(error).__name__)
            return "unanswered"


stillwatch = StillwatchHook()
