-- Asks Stillwatch about the account of a request: `http-request lua.stillwatch` in a frontend (haproxy.cfg).
-- Reads txn.stillwatch_account, or else txn.stillwatch_client_key; sets txn.stillwatch_action to the action in force, or to
-- "unanswered" if there was no answer about the account, or to "none" if there was nothing to ask about.

local url = os.getenv("STILLWATCH_URL") or "http://127.0.0.1:8787"
local key = os.getenv("STILLWATCH_KEY") or ""

-- Milliseconds without an answer.
local patience = 200

core.register_action("stillwatch", { "http-req" }, function(txn)
  local headers = { ["x-stillwatch-key"] = { key } }
  local account = txn:get_var("txn.stillwatch_account")
  local client_key = txn:get_var("txn.stillwatch_client_key")
  if account ~= nil and account ~= "" then
    headers["x-stillwatch-account"] = { account }
  elseif client_key ~= nil and client_key ~= "" then
    headers["x-stillwatch-client-key"] = { client_key }
  else
    txn:set_var("txn.stillwatch_action", "none")
    return
  end

  local answer = core.httpclient():get({ url = url .. "/v1/check", headers = headers, timeout = patience })
  -- The action is there whatever the status: a 403 without one is about the key, not about the account.
  local action = answer and answer.headers and answer.headers["x-stillwatch-action"]
  if action ~= nil and action[0] ~= nil then
    txn:set_var("txn.stillwatch_action", action[0])
  elseif answer and answer.status == 400 then
    -- Nothing that a client puts into an id may make its request pass.
    txn:set_var("txn.stillwatch_action", "invalid")
  else
    txn:set_var("txn.stillwatch_action", "unanswered")
  end
end)
