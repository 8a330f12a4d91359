/** Types of the HTTP API, generated from its OpenAPI document by `npm run openapi`. Do not edit. */
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the process is alive */
        get: operations["checkLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the service is ready for requests */
        get: operations["checkReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get metrics in the Prometheus text format */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the retention settings and what the next clean-up will delete */
        get: operations["getRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys, newest first */
        get: operations["listKeys"];
        put?: never;
        /** Create an API key */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Creates a key with the same label and scopes. The old key stays valid for the overlap, then ends.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description Takes effect immediately on this node, and within five seconds on others.
         */
        post: operations["revokeKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people, including disabled ones */
        get: operations["listPeople"];
        put?: never;
        /** Create a local account */
        post: operations["createPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or disable a person
         * @description Ends all sessions of the person. For people from an identity provider, the next login sets the role again by the rules in `oidc.roles`.
         */
        patch: operations["changePerson"];
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the identity and permissions of the caller */
        get: operations["getCaller"];
        put?: never;
        /**
         * Log in with a local account
         * @description Sets the session cookie. The response contains the CSRF token for requests that change something.
         */
        post: operations["logIn"];
        /**
         * Log out
         * @description Ends the session. Has no effect with an API key.
         */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your own password
         * @description Ends all your sessions and starts a new one.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oidc/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Start a login at the identity provider
         * @description Redirects the browser to the provider.
         */
        get: operations["startOidcLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finish a login at the identity provider
         * @description The provider redirects the browser here.
         */
        get: operations["finishOidcLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List audit log entries, newest first */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the checkpoint of the audit log
         * @description Identifies the newest entry. Store it outside the service: a later verification against it detects a truncated log.
         */
        get: operations["getAuditHead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verify the hash chain of the audit log */
        get: operations["verifyAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send exchanges
         * @description Send newline-delimited JSON, a JSON array or a single object, optionally with Content-Encoding gzip or zstd. Records are recognised by their fields, so one body can mix exchanges, accounts and releases. The id of an exchange makes retries safe: an exchange that is sent again is counted once and reported as a duplicate.
         */
        post: operations["sendExchanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send accounts
         * @description Send newline-delimited JSON, a JSON array or a single object, optionally with Content-Encoding gzip or zstd. Records are recognised by their fields, so one body can mix exchanges, accounts and releases. A later record replaces earlier ones of the same account.
         */
        post: operations["sendAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send model releases
         * @description Send newline-delimited JSON, a JSON array or a single object, optionally with Content-Encoding gzip or zstd. Records are recognised by their fields, so one body can mix exchanges, accounts and releases. A later record replaces earlier ones of the same model.
         */
        post: operations["sendReleases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/litellm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive the generic API callback of LiteLLM
         * @description StandardLoggingPayload objects as LiteLLM sends them: an array, a single object, or one object per line.
         */
        post: operations["sendLitellmPayloads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive OpenTelemetry traces (OTLP/HTTP)
         * @description Send an ExportTraceServiceRequest as protobuf or JSON, optionally with Content-Encoding gzip or zstd. Spans of model calls become exchanges. The id of an exchange consists of the trace id and the span id.
         */
        post: operations["sendTraces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/otel/v1/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive the traces of the SDK of Langfuse
         * @description The path to which the SDK of Langfuse exports: as `POST /v1/traces`. In the SDK, set the base URL to that of this service, the secret key to a key with the scope `ingest`, and the public key to any text.
         */
        post: operations["sendLangfuseTraces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive OpenTelemetry logs (OTLP/HTTP)
         * @description Send an ExportLogsServiceRequest as protobuf or JSON, optionally with Content-Encoding gzip or zstd. Each event gen_ai.client.inference.operation.details becomes an exchange. The id of an exchange consists of the trace id and the span id.
         */
        post: operations["sendLogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the campaigns of the last detection run, most severe first, then by confidence */
        get: operations["listCampaigns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign with its accounts and evidence */
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** States of a campaign in earlier detection runs, the oldest first */
        get: operations["getCampaignHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/finding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings of the last detection run about an account */
        get: operations["getAccountFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/texts-under-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the texts under review of the last detection run, highest score first */
        get: operations["listTextsUnderReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/texts-under-review/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One text under review with its users and what speaks for and against a harvest */
        get: operations["getTextUnderReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The decision in force for an account, or for an end user of a router
         * @description The ids may be those that were sent with the exchanges. A mail address, IP address or phone number is answered under the id that is stored in its place.
         */
        get: operations["getDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides about one exchange before it runs
         * @description Takes an exchange without its answer. Other fields of an exchange are left out; a field that no exchange has is refused. `request` may be the body of Chat Completions, Responses or Messages as it came.
         */
        post: operations["decideExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decide/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides about a provider's request body before it runs
         * @description Takes the body of Chat Completions, Responses or Messages as it came; headers name the account. The end user is that of the header, or else the one that the body names, as in logs.
         */
        post: operations["decideRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The decision about a caller, as a status and headers
         * @description For gateways that ask before each request. Any method, any query and any path below `/v1/check/` is answered alike; a body is not read. The key may come in `X-Stillwatch-Key`; `Authorization` is then not looked at, since it may be that of the client. The statuses 403 and 429 are meant for the client, and their bodies do not say why.
         */
        get: operations["checkCaller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed after a cursor, for copies of the decisions in force */
        get: operations["listDecisionChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decision-snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All decisions in force, in pages of whole buckets */
        get: operations["getDecisionSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decision-hash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A hash over all decisions in force, to check a copy against */
        get: operations["getDecisionHash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decision-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals that wait for people */
        get: operations["listProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{account}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every decision about an account, the latest first */
        get: operations["listAccountDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Makes a decision again from its stored inputs, and compares */
        get: operations["replayDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a proposal; not by the person who proposed it */
        post: operations["approveDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rejects a proposal: it is not made again on the same evidence */
        post: operations["rejectDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a decision in force: it is not made again on the same evidence */
        post: operations["undoDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes another action on the evidence of a decision; somebody else has to approve it */
        post: operations["proposeDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decision-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves, rejects or undoes many decisions as one act
         * @description Decisions are chosen by campaign, action or ids. Those that do not allow the act are left as they are and listed; the rest changes together, with one entry in the audit log. With `preview`, nothing changes.
         */
        post: operations["changeDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every policy, the latest first */
        get: operations["listPolicies"];
        put?: never;
        /** Makes a draft */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of the policy */
        get: operations["getPolicy"];
        /** Edits a draft */
        put: operations["editPolicy"];
        post?: never;
        /** Removes a draft */
        delete: operations["deletePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policy-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks a document and stores nothing; an error names its rule and place */
        post: operations["checkPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{version}/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accounts that a version would have affected, had it been active */
        post: operations["backtestPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{version}/shadow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a policy in shadow would decide, beside what the active one does */
        get: operations["getPolicyShadow"];
        put?: never;
        /** Starts or stops trying a draft beside the active policy */
        post: operations["setPolicyShadow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{version}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a version in force in the place of the active one; the last detection run is decided again under it */
        post: operations["activatePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream or list events
         * @description Returns a stream of server-sent events, or one page of events with `Accept: application/json`. To resume a stream, send the last id in the header Last-Event-ID.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the state of the last backup and list complete backups */
        get: operations["listBackups"];
        put?: never;
        /** Start a backup */
        post: operations["startBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description It receives events from now on.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a webhook */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a webhook's secret
         * @description Creates a new secret. Until the overlap ends, events are also signed with the previous one.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause or resume a webhook
         * @description A resumed webhook continues where it was paused.
         */
        post: operations["setWebhookActive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Sends one event of type `webhook.test`, without retries, and returns the result.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recent deliveries, newest first */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountDecisions: {
            account: string;
            sub_account?: string;
            /** @description The last whose from has come and whose until has not counts; none means allow. */
            decisions: {
                id: string;
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                until: string;
            }[];
        };
        AccountFinding: {
            account: string;
            sub_account?: string;
            risk: number;
            campaign: string | null;
            /** @enum {string} */
            action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
            reasons: string[];
            text_under_review?: string;
            cleared_in?: string[];
        };
        AccountFindings: {
            account: string;
            finding?: {
                account: string;
                risk: number;
                campaign: string | null;
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                reasons: string[];
                text_under_review?: string;
                cleared_in?: string[];
            };
            /** @description end users of a router with a finding */
            sub_accounts: components["schemas"]["AccountFinding"][];
            /** @description the last detection run; null before the first */
            look: {
                /** @description RFC 3339 */
                started: string;
                /** @description RFC 3339 */
                finished: string;
            } | null;
            window: components["schemas"]["DetectionWindow"];
        };
        AccountRecord: {
            account: string;
            created: number | string;
            /** @enum {string} */
            program: "standard" | "free_credit" | "education" | "research" | "startup" | "enterprise" | "reseller";
            email_domain?: string | null;
            email?: string | null;
            phone?: string | null;
            payment?: string[] | null;
            payment_bin?: string | null;
            country?: string | null;
            signup_ip?: string | null;
            signup_ja4?: string | null;
            referrer?: string | null;
            /**
             * @default none
             * @enum {string}
             */
            verification?: "none" | "email" | "phone" | "payment" | "identity" | "business";
            /**
             * @default active
             * @enum {string}
             */
            status?: "active" | "suspended" | "closed";
            status_time?: (number | string) | null;
            router?: boolean | null;
            grants?: {
                /** @constant */
                kind: "distillation";
                models: string[];
                from: number | string;
                to: number | string;
            }[] | null;
        };
        ApiKey: {
            /** @description Public id: the part of the token after swk_. */
            id: string;
            /** @description Name for people to recognise the key by. */
            label: string;
            scopes: ("ingest" | "decide" | "read" | "review" | "admin" | "share")[];
            /** Format: date-time */
            created: string;
            /** @description Id of the key or person that created it, or `system`. */
            created_by: string;
            /** @description When the key ends; null if it does not expire. */
            expires: string | null;
            /** @description Accurate to about a minute; null if the key has never been used. */
            last_used: string | null;
            /** @description When the key was revoked; null if it was not. */
            revoked: string | null;
            /** @description Id of the key that replaced it by rotation. */
            replaced_by: string | null;
        };
        AuditEntry: {
            /** @description Number of the entry, counted up from 1 without gaps. */
            seq: number;
            /** @description RFC 3339. */
            time: string;
            actor: {
                kind: string;
                id: string;
            };
            /** @description What was done, such as `key.created`. */
            action: string;
            /** @description Id of what it was done to. */
            subject: string;
            detail: unknown;
            /** @description Hash of the previous entry. */
            previous: string;
            hash: string;
        };
        AuditHead: {
            seq: number;
            hash: string;
            /** @description `SEQ:HASH`. Store it elsewhere and pass it to a later verification. */
            checkpoint: string;
        };
        AuditVerdict: {
            /** @description True if no entry was changed or removed and, if there is an anchor or a checkpoint was given, the log contains it. */
            whole: boolean;
            entries: number;
            head: components["schemas"]["AuditHead"];
            /** @description The first entry that does not match the chain; null if all do. */
            broken: {
                seq: number;
                why: string;
            } | null;
            /** @description Whether the log contains the head that the service keeps in its data directory, outside the database; null if there is none. */
            anchor_found: boolean | null;
            /** @description Whether the log contains the given checkpoint; null if none was given. */
            expected_found: boolean | null;
        };
        Backtest: {
            /** @description Earlier detection runs that it covers. */
            looks: number;
            accounts: number;
            /** @description Accounts of little risk whose facts were not kept. */
            omitted: number;
            active: {
                allow: number;
                watch: number;
                review: number;
                verify: number;
                limit: number;
                suspend: number;
            };
            draft: {
                allow: number;
                watch: number;
                review: number;
                verify: number;
                limit: number;
                suspend: number;
            };
            /** @description Accounts that the draft treats more strictly than the active policy. */
            gained: number;
            /** @description Accounts that it treats more mildly. */
            lost: number;
            /** @description Who the draft asks to verify or more. */
            touched: components["schemas"]["TouchedAccounts"];
            /** @description Those of them whom the active policy does not. */
            newly_touched: components["schemas"]["TouchedAccounts"];
            changes: {
                account: string;
                sub_account?: string;
                /** @enum {string} */
                active: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                /** @enum {string} */
                draft: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                campaign: string | null;
                rule: string | null;
            }[];
        };
        Backup: {
            id: string;
            /** @description RFC 3339. */
            created: string;
            /** @description Version of Stillwatch that made it. */
            version: string;
            exchanges: number;
            accounts: number;
            /** @description Total size of the backup. */
            bytes: number;
            /**
             * @description Whether the backup contains the identity key, encrypted with the passphrase.
             * @enum {string}
             */
            key: "sealed" | "left_out";
        };
        BackupRun: {
            /** @description Name of the backup and of its directory. */
            id: string;
            /** @enum {string} */
            state: "running" | "complete" | "failed";
            /** @description RFC 3339. */
            started: string;
            finished: string | null;
            /**
             * @description The current or last step.
             * @enum {string}
             */
            step: "snapshot" | "exchanges" | "records" | "checksums";
            /** @description Items of this step that are done. */
            done: number;
            /** @description Total number of items of this step. */
            of: number;
            /** @description Why the backup failed; null otherwise. */
            problem: {
                code: string;
                message: string;
                hint: string | null;
            } | null;
        };
        Caller: {
            /** @enum {string} */
            kind: "key" | "person";
            id: string;
            name: string;
            tenant: string;
            scopes: ("ingest" | "decide" | "read" | "review" | "admin" | "share")[];
            /** @enum {string} */
            role?: "viewer" | "analyst" | "reviewer" | "approver" | "admin";
            /** @description Only with a session: send it in the header X-CSRF-Token with every request that changes something. */
            csrf_token?: string;
        };
        CampaignPage: {
            /** @description the last detection run; null before the first */
            look: {
                /** @description RFC 3339 */
                started: string;
                /** @description RFC 3339 */
                finished: string;
            } | null;
            window: components["schemas"]["DetectionWindow"];
            /** @description Why there is no campaign: no detection run yet, no exchanges in the window, or nothing found in it. */
            empty_because: ("no_run_yet" | "no_exchanges_in_window" | "nothing_found") | null;
            campaigns: {
                id: string;
                confidence: number;
                /** @enum {string} */
                severity: "low" | "medium" | "high" | "critical";
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                /** @description accounts, and end users of routers */
                accounts: number;
                exchanges: number;
                /**
                 * @description what became of it since the run before
                 * @enum {string}
                 */
                event: "born" | "continued" | "grew" | "shrank" | "merged" | "split";
            }[];
            /** @description ask from here for more; null at the end */
            next: number | null;
        };
        CampaignStates: {
            id: string;
            states: {
                /** @description the end of the log that the run saw */
                at: string;
                /** @enum {string} */
                event: "born" | "continued" | "grew" | "shrank" | "merged" | "split";
                accounts: number;
                exchanges: number;
                confidence: number;
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
            }[];
        };
        CampaignWithWindow: {
            id: string;
            /** @enum {string} */
            kind?: "organisation";
            confidence: number;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            accounts: string[];
            sub_accounts?: {
                account: string;
                sub_account: string;
            }[];
            exchanges: number;
            first_seen: string;
            last_seen: string;
            capabilities: {
                /** @enum {string} */
                name: "reasoning" | "agentic_tool_use" | "coding" | "data_analysis" | "vision" | "computer_use" | "writing" | "translation" | "general_chat";
                share: number;
            }[];
            intents: {
                /** @enum {string} */
                name: "answer" | "reasoning_elicitation" | "grading" | "data_generation" | "data_cleaning" | "policy_rewrite" | "trajectory_generation";
                share: number;
            }[];
            segments: {
                id: string;
                accounts: number;
                exchanges: number;
                exemplar?: string;
            }[];
            evidence: components["schemas"]["Evidence"][];
            contacts?: string[];
            /** @enum {string} */
            action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
            action_reason: string;
            would_change?: {
                if: string;
                without: ("payment" | "registration" | "network" | "client" | "timing" | "failover" | "sharding" | "segment" | "intent" | "focus" | "pivot" | "replay" | "technique_search" | "harvest_shape")[];
                confidence: number;
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
            }[];
            related?: {
                id: string;
                shared: {
                    kind: string;
                    values: number;
                }[];
                accounts_in_both: number;
            }[];
            timeline: {
                day: string;
                exchanges: number;
                accounts: number;
            }[];
            network: {
                nodes: {
                    id: string;
                    label: string;
                    /** @enum {string} */
                    type: "account" | "value";
                    family?: string;
                    weight: number;
                }[];
                edges: {
                    from: string;
                    to: string;
                }[];
                omitted: number;
            };
            history?: {
                /** @enum {string} */
                event: "born" | "continued" | "grew" | "shrank" | "merged" | "split";
                since: string;
                previous: string[];
                accounts_before: number;
                merged_from?: string[];
                split_from?: string;
            };
            window: components["schemas"]["DetectionWindow"];
        };
        Decision: {
            id: string;
            account: string;
            sub_account?: string;
            /** @enum {string} */
            action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
            /**
             * @description What holds now: `pending` waits for people, `scheduled` is decided and enforced from `enforce_from` on, `in_force` is enforced.
             * @enum {string}
             */
            state: "pending" | "scheduled" | "in_force" | "expired" | "undone" | "rejected" | "superseded";
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description From when it is enforced; of a proposal, when it was made.
             */
            enforce_from: string;
            /** @description How long after the last approval, or after it was made, it is enforced; `at_once` of the approval skips it. */
            delay_seconds: number;
            /** @description Up to this much is added to the delay, by account. */
            jitter_seconds: number;
            /** Format: date-time */
            until: string;
            campaign: string | null;
            reason: string;
            families: ("payment" | "registration" | "network" | "client" | "timing" | "failover" | "sharding" | "segment" | "intent" | "focus" | "pivot" | "replay" | "technique_search" | "harvest_shape")[];
            policy: string;
            rule: string | null;
            inputs_hash: string;
            approvals_needed: number;
            approved_by: string[];
            proposed_by: string;
            previous: string | null;
            ended: string | null;
            ended_by: string | null;
            end_reason: string | null;
        };
        DecisionBatch: {
            /** @description The subject of the entry in the audit log; null if nothing changed. */
            batch: string | null;
            preview: boolean;
            /** @description How many decisions changed, or would. */
            changed: number;
            /** @description The same by action. */
            by_action: {
                [key: string]: number;
            };
            /** @description The first 500 of them, as they are now. */
            decisions: {
                id: string;
                account: string;
                sub_account?: string;
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                /**
                 * @description What holds now: `pending` waits for people, `scheduled` is decided and enforced from `enforce_from` on, `in_force` is enforced.
                 * @enum {string}
                 */
                state: "pending" | "scheduled" | "in_force" | "expired" | "undone" | "rejected" | "superseded";
                /**
                 * Format: date-time
                 * @description From when it is enforced; of a proposal, when it was made.
                 */
                enforce_from: string;
                /** Format: date-time */
                until: string;
            }[];
            /** @description How many decisions of the selection were left as they are. */
            refused: number;
            /** @description The first 500 of them, and why. */
            refusals: {
                id: string;
                code: string;
                detail: string;
            }[];
        };
        DecisionInForce: {
            account: string;
            sub_account?: string;
            /** @enum {string} */
            action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
            /** @description Null when no decision is in force: allow. */
            decision: string | null;
            reason: string;
            since: string | null;
            until: string | null;
            campaign: string | null;
            /** @description The version of the policy that it was decided under. */
            policy: string;
            rule: string | null;
        };
        /** @description The window of the last detection run; before the first, the one that it will have. */
        DetectionWindow: {
            /** @description Exchanges before this time are left out. */
            from: string;
            /** @description RFC 3339 */
            to: string;
            /** @description Its length in days. */
            days: number;
            /**
             * @description `clock`: at the time of the run. `newest_exchange`: at the newest exchange stored, for a log of the past.
             * @enum {string}
             */
            ends_at: "clock" | "newest_exchange";
            /** @description Null before the first detection run. */
            last_run_ended: string | null;
            /** @description Exchanges in the window at the last run. */
            exchanges: number;
            /** @description Exchanges in the store that are older than the window, and that detection therefore leaves out. */
            outside: number;
            /** @description What is suspicious about these exchanges as a whole, such as one account for all: the worst first. */
            warnings: {
                /** @enum {string} */
                name: "one_account" | "no_texts" | "one_second" | "private_addresses" | "one_address" | "no_addresses" | "no_answers" | "no_account_records";
                message: string;
                /** @description What to do about it. */
                advice: string;
            }[];
            /**
             * @description The exchanges are the sample data of `serve --demo`. Absent for real data.
             * @constant
             */
            sample?: true;
        };
        EventPage: {
            events: {
                /** @description Counts up from 1 without gaps. */
                id: number;
                /** @enum {string} */
                type: "campaign.found" | "campaign.changed" | "campaign.ended" | "text.opened" | "text.changed" | "text.closed" | "decision.changed" | "decision.proposed" | "policy.activated" | "webhook.disabled";
                /** @description RFC 3339. */
                timestamp: string;
                data: {
                    [key: string]: unknown;
                };
            }[];
            /** @description Pass this as `after` to get the following events. */
            next: number;
            /** @description How many events after `after` have expired and are lost. */
            missed: number;
        };
        Evidence: {
            /** @enum {string} */
            family: "payment" | "registration" | "network" | "client" | "timing" | "failover" | "sharding" | "segment" | "intent" | "focus" | "pivot" | "replay" | "technique_search" | "harvest_shape";
            /** @enum {string} */
            kind: "relational" | "content";
            strength: number;
            log_likelihood_ratio?: number;
            summary: string;
            detail: {
                [key: string]: string | number | boolean | string[];
            };
        };
        ExchangeRecord: {
            id: string;
            time: number | string;
            account: string;
            sub_account?: string | null;
            api_key?: string | null;
            session?: string | null;
            surface?: string | null;
            model: string;
            request: {
                system?: (string | {
                    type?: string;
                    text?: string;
                    thinking?: string;
                    signature?: string;
                    name?: string;
                    input?: unknown;
                    content?: unknown;
                    tool_use_id?: string;
                    source?: unknown;
                }[]) | null;
                messages?: {
                    role: string;
                    content?: (string | {
                        type?: string;
                        text?: string;
                        thinking?: string;
                        signature?: string;
                        name?: string;
                        input?: unknown;
                        content?: unknown;
                        tool_use_id?: string;
                        source?: unknown;
                    }[]) | null;
                    tool_calls?: unknown[] | null;
                }[] | null;
                tools?: unknown[] | null;
                temperature?: number | null;
                max_tokens?: number | null;
                max_completion_tokens?: number | null;
                n?: number | null;
                logprobs?: boolean | number | null;
                thinking?: unknown;
                reasoning_effort?: string | null;
                stream?: boolean | null;
            };
            response?: {
                text?: string | null;
                stop_reason?: string | null;
                refused?: boolean | null;
                thinking?: boolean | null;
                signatures?: string[] | null;
            } | null;
            usage?: {
                input_tokens?: number | null;
                output_tokens?: number | null;
                cache_read_tokens?: number | null;
                reasoning_tokens?: number | null;
            } | null;
            client?: {
                ip?: string | null;
                asn?: number | null;
                country?: string | null;
                user_agent?: string | null;
                ja4?: string | null;
            } | null;
            status?: number | null;
            latency_ms?: number | null;
        };
        /** @description What happened to the records of the request. */
        IngestReceipt: {
            /** @description New records. They have been written to disk. */
            accepted: number;
            /** @description Exchanges whose id was already accepted, in this request or an earlier one. */
            duplicates: number;
            /** @description Invalid records, which were skipped. */
            rejected: number;
            /** @description Valid records that contain no exchange, such as embeddings. */
            ignored: number;
            /** @description Details of the first rejected records. */
            errors: {
                /** @description Number of the line or array element, from 1; 0 means the whole body. */
                line: number;
                /** @description Path of the field, with dots; empty for the whole record. */
                field: string;
                /** @description What the field should have been. */
                expected: string;
                /** @description Type and size of the value received, never its content. */
                got: string;
                /** @description Category of the error. */
                reason: string;
            }[];
            /** @description Ids of accounts and users that were mail addresses, IP addresses or phone numbers, and are stored as keyed hashes. Absent if there are none. */
            hashed_identifiers?: number;
            /** @description Fields of the request’s records that Stillwatch does not read, such as misspelled ones. Absent if there are none. Fields inside messages, tools and content are not looked at. */
            unknown_fields?: {
                /** @description Records with at least one such field. They are accepted without it; those of duplicates count. */
                records: number;
                /** @description Records by the path of the field: at most 20, those of the most records. Names of fields, never values. */
                fields: {
                    [key: string]: number;
                };
                /** @description Further fields, counted by record: past 20 names, or with a name that may be data. */
                unnamed: number;
            };
            /** @description Exchanges, accepted or duplicate, that are older than the detection window. They are stored, and detection leaves them out. Absent if there are none. */
            outside_window?: {
                exchanges: number;
                /** @description RFC 3339 */
                earliest: string;
                /** @description RFC 3339 */
                latest: string;
            };
            /** @description LiteLLM only: exchanges by the field in which their caller was found. Those under `none` were rejected. */
            callers?: {
                [key: string]: number;
            };
        };
        NewApiKey: {
            key: components["schemas"]["ApiKey"];
            /** @description The key itself. It is shown only this once; the service stores only its hash. */
            token: string;
        };
        Person: {
            id: string;
            /** @description Login name of a local account; null for people from an identity provider. */
            login: string | null;
            /** @description Issuer URL of the identity provider; null for local accounts. */
            issuer: string | null;
            name: string;
            /** @enum {string} */
            role: "viewer" | "analyst" | "reviewer" | "approver" | "admin";
            /** @description When the person was disabled; null if active. */
            disabled: string | null;
            /** Format: date-time */
            created: string;
            last_login: string | null;
        };
        Policy: {
            version: string;
            /** @enum {string} */
            state: "draft" | "shadow" | "active" | "retired";
            /** Format: date-time */
            created: string;
            created_by: string;
            activated: string | null;
            activated_by: string | null;
            document: components["schemas"]["PolicyDocument"];
        };
        PolicyDocument: {
            /** @constant */
            format: 1;
            version: string;
            title?: string;
            rules: components["schemas"]["PolicyRule"][];
        };
        PolicyDocumentInput: {
            /** @constant */
            format: 1;
            version: string;
            title?: string;
            rules: components["schemas"]["PolicyRuleInput"][];
        };
        PolicyRule: {
            name: string;
            /** @enum {string} */
            at: "finding" | "request";
            when: string;
            give: {
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                expires_after?: string;
                delay?: string;
                jitter?: string;
                approvals?: number;
            };
            reason: string;
        };
        PolicyRuleInput: {
            name: string;
            /** @enum {string} */
            at: "finding" | "request";
            when: string;
            give: {
                /** @enum {string} */
                action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                expires_after?: string;
                delay?: string;
                jitter?: string;
                approvals?: number;
            };
            reason: string;
        };
        /** @description A problem (RFC 9457). */
        Problem: {
            /**
             * @description Always about:blank: `code` identifies the problem.
             * @constant
             */
            type: "about:blank";
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description Stable, in snake_case. The reference of errors explains each. */
            code: string;
            /** @description What was expected and what came. Contains no prompt, key or raw identifier. */
            detail: string;
            /** @description The field or parameter, such as `body/label` or `query/limit`. */
            where?: string;
            /** @description What to do next. */
            hint?: string;
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "not_ready";
            /** @enum {string} */
            state: "starting" | "running" | "stopping" | "stopped";
            parts: {
                name: string;
                ready: boolean;
                /** @description Why the part is not ready. */
                reason?: string;
                /** @description What fails although the part is ready. */
                degraded?: string;
                /** @description What works otherwise than by default. */
                note?: string;
            }[];
        };
        ReleaseRecord: {
            model: string;
            released: number | string;
        };
        TextPage: {
            window: components["schemas"]["DetectionWindow"];
            /** @description Why there is no text, as for campaigns. */
            empty_because: ("no_run_yet" | "no_exchanges_in_window" | "nothing_found") | null;
            texts: {
                id: string;
                /** @description 0 to 1, for the order of the list; no probability */
                score: number;
                /** @description accounts, and end users of routers */
                users: number;
                /** @description exchanges that carry the text, at least */
                exchanges: number;
                /**
                 * @description the explanation that is nearest
                 * @enum {string}
                 */
                explanation: "shared_by_strangers" | "passed_round" | "router_users" | "weakly_tied";
                /** @description RFC 3339 */
                first_seen: string;
                /** @description RFC 3339 */
                last_seen: string;
            }[];
            /** @description texts that the run found and did not keep, because others have higher scores */
            left_out: number;
            /** @description ask from here for more; null at the end */
            next: number | null;
        };
        TextWithWindow: {
            id: string;
            score: number;
            outline?: string;
            segments: string[];
            accounts: string[];
            sub_accounts?: {
                account: string;
                sub_account: string;
            }[];
            parties: number;
            exchanges: number;
            first_seen: string;
            last_seen: string;
            adoption: {
                day: string;
                new_users: number;
            }[];
            drop_out: {
                days: number;
                share: number;
            };
            traffic_share: {
                lower_quartile: number;
                median: number;
                upper_quartile: number;
            };
            capabilities: {
                /** @enum {string} */
                name: "reasoning" | "agentic_tool_use" | "coding" | "data_analysis" | "vision" | "computer_use" | "writing" | "translation" | "general_chat";
                share: number;
            }[];
            intents: {
                /** @enum {string} */
                name: "answer" | "reasoning_elicitation" | "grading" | "data_generation" | "data_cleaning" | "policy_rewrite" | "trajectory_generation";
                share: number;
            }[];
            speaks_for: string[];
            speaks_against: string[];
            explanation: {
                /** @enum {string} */
                kind: "shared_by_strangers" | "passed_round" | "router_users" | "weakly_tied";
                sentence: string;
            };
            routers?: {
                account: string;
                end_users: number;
                all_end_users: number;
                traffic_share: number;
            }[];
            window: components["schemas"]["DetectionWindow"];
        };
        TouchedAccounts: {
            accounts: number;
            outside_campaigns: number;
            verified: number;
            enterprise: number;
            education_or_research: number;
        };
        Webhook: {
            id: string;
            url: string;
            /** @description Types of events to send; empty means all. */
            events: ("campaign.found" | "campaign.changed" | "campaign.ended" | "text.opened" | "text.changed" | "text.closed" | "decision.changed" | "decision.proposed" | "policy.activated" | "webhook.disabled")[];
            active: boolean;
            /** @description Why it is inactive: `failing`, `gone` (the receiver returned 410) or `stopped`. */
            inactive_because: string | null;
            /** @description RFC 3339. */
            created: string;
            /** @description Id of the last event that was delivered or given up. */
            after: number;
            /** @description Failed attempts to deliver the next event. */
            attempts: number;
            next_attempt: string | null;
            failing_since: string | null;
            /** @description Until then, events also carry a signature with the previous secret. */
            old_secret_until: string | null;
        };
        WebhookWithSecret: {
            id: string;
            url: string;
            /** @description Types of events to send; empty means all. */
            events: ("campaign.found" | "campaign.changed" | "campaign.ended" | "text.opened" | "text.changed" | "text.closed" | "decision.changed" | "decision.proposed" | "policy.activated" | "webhook.disabled")[];
            active: boolean;
            /** @description Why it is inactive: `failing`, `gone` (the receiver returned 410) or `stopped`. */
            inactive_because: string | null;
            /** @description RFC 3339. */
            created: string;
            /** @description Id of the last event that was delivered or given up. */
            after: number;
            /** @description Failed attempts to deliver the next event. */
            attempts: number;
            next_attempt: string | null;
            failing_since: string | null;
            /** @description Until then, events also carry a signature with the previous secret. */
            old_secret_until: string | null;
            /** @description The secret that signs events. It is shown only this once. */
            secret: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    checkLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "alive";
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "state": "running",
                     *       "parts": [
                     *         {
                     *           "name": "stores",
                     *           "ready": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format 0.0.4. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How long exchanges are kept. */
                        exchanges_days: number;
                        /** @description How long detection runs are kept. */
                        runs_days: number;
                        /** @description How long events are kept. */
                        events_days: number;
                        /** @description Hours between two clean-ups. */
                        every_hours: number;
                        /** @description Number of rows that have expired and will be deleted. */
                        due: {
                            exchanges: number;
                            runs: number;
                        };
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["ApiKey"][];
                        /** @description Pass this as `cursor` to get the next page; null if this is the last one. */
                        next: string | null;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": "gateway eu-1",
                 *       "scopes": [
                 *         "ingest",
                 *         "decide"
                 *       ]
                 *     }
                 */
                "application/json": {
                    label: string;
                    scopes: ("ingest" | "decide" | "read" | "review" | "admin" | "share")[];
                    /**
                     * Format: date-time
                     * @description When the key ends, at most ten years from now. If absent, the key is valid until it is revoked.
                     */
                    expires?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlap_minutes": 60
                 *     }
                 */
                "application/json": {
                    /**
                     * @description How long the old key stays valid, in minutes.
                     * @default 1440
                     */
                    overlap_minutes?: number;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `conflict`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        people: components["schemas"]["Person"][];
                        /** @description Pass this as `cursor` to get the next page; null if this is the last one. */
                        next: string | null;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "ada",
                 *       "name": "Ada",
                 *       "role": "reviewer",
                 *       "password": "a long passphrase of one person"
                 *     }
                 */
                "application/json": {
                    login: string;
                    name: string;
                    /** @enum {string} */
                    role: "viewer" | "analyst" | "reviewer" | "approver" | "admin";
                    password: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `conflict`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "approver"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    role?: "viewer" | "analyst" | "reviewer" | "approver" | "admin";
                    disabled?: boolean;
                    name?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `conflict`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "ada",
                 *       "password": "a long passphrase of one person"
                 *     }
                 */
                "application/json": {
                    login: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `cross_site`, `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startOidcLogin: {
        parameters: {
            query?: {
                /** @description Path on this site to return to after the login. */
                return_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Redirects the browser. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finishOidcLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Redirects the browser. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description Maximum number of entries to return. */
                limit?: number;
                cursor?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
                        /** @description Pass this as `cursor` to get the next page; null if this is the last one. */
                        next: number | null;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditHead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditHead"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAuditLog: {
        parameters: {
            query?: {
                /** @description An earlier checkpoint, as GET /v1/audit/head returned it. */
                head?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerdict"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `conflict`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendExchanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Records in the wire format, or in the format of the route. */
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "id": "req-20260301-000001",
                 *         "time": "2026-03-01T10:00:00Z",
                 *         "account": "acct-1042",
                 *         "model": "example-large",
                 *         "request": {
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Explain the proof step by step."
                 *             }
                 *           ]
                 *         },
                 *         "response": {
                 *           "text": "First, assume that …"
                 *         }
                 *       }
                 *     ]
                 */
                "application/x-ndjson": components["schemas"]["ExchangeRecord"] | components["schemas"]["ExchangeRecord"][];
                /**
                 * @example [
                 *       {
                 *         "id": "req-20260301-000001",
                 *         "time": "2026-03-01T10:00:00Z",
                 *         "account": "acct-1042",
                 *         "model": "example-large",
                 *         "request": {
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Explain the proof step by step."
                 *             }
                 *           ]
                 *         },
                 *         "response": {
                 *           "text": "First, assume that …"
                 *         }
                 *       }
                 *     ]
                 */
                "application/ndjson": components["schemas"]["ExchangeRecord"] | components["schemas"]["ExchangeRecord"][];
                /**
                 * @example [
                 *       {
                 *         "id": "req-20260301-000001",
                 *         "time": "2026-03-01T10:00:00Z",
                 *         "account": "acct-1042",
                 *         "model": "example-large",
                 *         "request": {
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Explain the proof step by step."
                 *             }
                 *           ]
                 *         },
                 *         "response": {
                 *           "text": "First, assume that …"
                 *         }
                 *       }
                 *     ]
                 */
                "application/jsonl": components["schemas"]["ExchangeRecord"] | components["schemas"]["ExchangeRecord"][];
                /**
                 * @example [
                 *       {
                 *         "id": "req-20260301-000001",
                 *         "time": "2026-03-01T10:00:00Z",
                 *         "account": "acct-1042",
                 *         "model": "example-large",
                 *         "request": {
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Explain the proof step by step."
                 *             }
                 *           ]
                 *         },
                 *         "response": {
                 *           "text": "First, assume that …"
                 *         }
                 *       }
                 *     ]
                 */
                "application/x-jsonlines": components["schemas"]["ExchangeRecord"] | components["schemas"]["ExchangeRecord"][];
                /**
                 * @example [
                 *       {
                 *         "id": "req-20260301-000001",
                 *         "time": "2026-03-01T10:00:00Z",
                 *         "account": "acct-1042",
                 *         "model": "example-large",
                 *         "request": {
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Explain the proof step by step."
                 *             }
                 *           ]
                 *         },
                 *         "response": {
                 *           "text": "First, assume that …"
                 *         }
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["ExchangeRecord"] | components["schemas"]["ExchangeRecord"][];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 1,
                     *       "duplicates": 0,
                     *       "rejected": 0,
                     *       "ignored": 0,
                     *       "errors": []
                     *     }
                     */
                    "application/json": components["schemas"]["IngestReceipt"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Records in the wire format, or in the format of the route. */
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "account": "acct-1042",
                 *         "created": "2026-01-15T00:00:00Z",
                 *         "program": "standard"
                 *       }
                 *     ]
                 */
                "application/x-ndjson": components["schemas"]["AccountRecord"] | components["schemas"]["AccountRecord"][];
                /**
                 * @example [
                 *       {
                 *         "account": "acct-1042",
                 *         "created": "2026-01-15T00:00:00Z",
                 *         "program": "standard"
                 *       }
                 *     ]
                 */
                "application/ndjson": components["schemas"]["AccountRecord"] | components["schemas"]["AccountRecord"][];
                /**
                 * @example [
                 *       {
                 *         "account": "acct-1042",
                 *         "created": "2026-01-15T00:00:00Z",
                 *         "program": "standard"
                 *       }
                 *     ]
                 */
                "application/jsonl": components["schemas"]["AccountRecord"] | components["schemas"]["AccountRecord"][];
                /**
                 * @example [
                 *       {
                 *         "account": "acct-1042",
                 *         "created": "2026-01-15T00:00:00Z",
                 *         "program": "standard"
                 *       }
                 *     ]
                 */
                "application/x-jsonlines": components["schemas"]["AccountRecord"] | components["schemas"]["AccountRecord"][];
                /**
                 * @example [
                 *       {
                 *         "account": "acct-1042",
                 *         "created": "2026-01-15T00:00:00Z",
                 *         "program": "standard"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["AccountRecord"] | components["schemas"]["AccountRecord"][];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestReceipt"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendReleases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Records in the wire format, or in the format of the route. */
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "model": "example-large",
                 *         "released": "2025-11-01T00:00:00Z"
                 *       }
                 *     ]
                 */
                "application/x-ndjson": components["schemas"]["ReleaseRecord"] | components["schemas"]["ReleaseRecord"][];
                /**
                 * @example [
                 *       {
                 *         "model": "example-large",
                 *         "released": "2025-11-01T00:00:00Z"
                 *       }
                 *     ]
                 */
                "application/ndjson": components["schemas"]["ReleaseRecord"] | components["schemas"]["ReleaseRecord"][];
                /**
                 * @example [
                 *       {
                 *         "model": "example-large",
                 *         "released": "2025-11-01T00:00:00Z"
                 *       }
                 *     ]
                 */
                "application/jsonl": components["schemas"]["ReleaseRecord"] | components["schemas"]["ReleaseRecord"][];
                /**
                 * @example [
                 *       {
                 *         "model": "example-large",
                 *         "released": "2025-11-01T00:00:00Z"
                 *       }
                 *     ]
                 */
                "application/x-jsonlines": components["schemas"]["ReleaseRecord"] | components["schemas"]["ReleaseRecord"][];
                /**
                 * @example [
                 *       {
                 *         "model": "example-large",
                 *         "released": "2025-11-01T00:00:00Z"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["ReleaseRecord"] | components["schemas"]["ReleaseRecord"][];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestReceipt"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendLitellmPayloads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Records in the wire format, or in the format of the route. */
        requestBody: {
            content: {
                "application/x-ndjson": unknown;
                "application/ndjson": unknown;
                "application/jsonl": unknown;
                "application/x-jsonlines": unknown;
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestReceipt"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendTraces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description OTLP ExportTraceServiceRequest. */
        requestBody: {
            content: {
                "application/x-protobuf": unknown;
                "application/json": unknown;
            };
        };
        responses: {
            /** @description OTLP ExportTraceServiceResponse, as JSON or protobuf like the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        partialSuccess?: {
                            rejectedSpans: string;
                            errorMessage: string;
                        };
                    };
                    "application/x-protobuf": {
                        partialSuccess?: {
                            rejectedSpans: string;
                            errorMessage: string;
                        };
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
        };
    };
    sendLangfuseTraces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description OTLP ExportTraceServiceRequest. */
        requestBody: {
            content: {
                "application/x-protobuf": unknown;
                "application/json": unknown;
            };
        };
        responses: {
            /** @description OTLP ExportTraceServiceResponse, as JSON or protobuf like the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        partialSuccess?: {
                            rejectedSpans: string;
                            errorMessage: string;
                        };
                    };
                    "application/x-protobuf": {
                        partialSuccess?: {
                            rejectedSpans: string;
                            errorMessage: string;
                        };
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
        };
    };
    sendLogs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description OTLP ExportLogsServiceRequest. */
        requestBody: {
            content: {
                "application/x-protobuf": unknown;
                "application/json": unknown;
            };
        };
        responses: {
            /** @description OTLP ExportLogsServiceResponse, as JSON or protobuf like the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        partialSuccess?: {
                            rejectedLogRecords: string;
                            errorMessage: string;
                        };
                    };
                    "application/x-protobuf": {
                        partialSuccess?: {
                            rejectedLogRecords: string;
                            errorMessage: string;
                        };
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/x-protobuf": string;
                };
            };
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                from?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignPage"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignWithWindow"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignStates"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccountFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountFindings"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTextsUnderReview: {
        parameters: {
            query?: {
                from?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TextPage"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTextUnderReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TextWithWindow"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDecision: {
        parameters: {
            query?: {
                sub_account?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": "acct-1042",
                     *       "action": "allow",
                     *       "decision": null,
                     *       "reason": "No decision is in force.",
                     *       "since": null,
                     *       "until": null,
                     *       "campaign": null,
                     *       "policy": "default-1",
                     *       "rule": null
                     *     }
                     */
                    "application/json": components["schemas"]["DecisionInForce"];
                };
            };
            /** @description As the ETag says, nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideExchange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account": "acct-1042",
                 *       "model": "example-large",
                 *       "request": {
                 *         "messages": [
                 *           {
                 *             "role": "user",
                 *             "content": "Explain the proof step by step."
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    account: string;
                    sub_account?: string | null;
                    model: string;
                    surface?: string | null;
                    request: {
                        system?: (string | {
                            type?: string;
                            text?: string;
                            thinking?: string;
                            signature?: string;
                            name?: string;
                            input?: unknown;
                            content?: unknown;
                            tool_use_id?: string;
                            source?: unknown;
                        }[]) | null;
                        messages?: {
                            role: string;
                            content?: (string | {
                                type?: string;
                                text?: string;
                                thinking?: string;
                                signature?: string;
                                name?: string;
                                input?: unknown;
                                content?: unknown;
                                tool_use_id?: string;
                                source?: unknown;
                            }[]) | null;
                            tool_calls?: unknown[] | null;
                        }[] | null;
                        tools?: unknown[] | null;
                        temperature?: number | null;
                        max_tokens?: number | null;
                        max_completion_tokens?: number | null;
                        n?: number | null;
                        logprobs?: boolean | number | null;
                        thinking?: unknown;
                        reasoning_effort?: string | null;
                        stream?: boolean | null;
                    };
                    id?: unknown;
                    time?: unknown;
                    api_key?: unknown;
                    session?: unknown;
                    response?: unknown;
                    usage?: unknown;
                    client?: unknown;
                    status?: unknown;
                    latency_ms?: unknown;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                        reason: string;
                        since: string | null;
                        until: string | null;
                        policy: string;
                        decision: string | null;
                        /** @description The request rule that made the action stronger. */
                        rule: string | null;
                        /** @description Segments of campaigns found in its text, at most eight. */
                        matched: {
                            campaign: string;
                            segment: string;
                        }[];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account, as in the exchanges: 1 to 128 characters in UTF-8, without commas. */
                "x-stillwatch-account"?: string;
                /** @description The end user, if the account is a router. The stricter decision applies. */
                "x-stillwatch-sub-account"?: string;
                /** @description In place of the account: the client's own API key or Authorization header, where the log has no account and its keys stand for accounts. It is hashed as in the log and never stored. */
                "x-stillwatch-client-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "example-large",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "Explain the proof step by step."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    model: string;
                    /** @description Chat Completions and Messages. */
                    messages?: unknown[];
                    /** @description Responses. */
                    input?: string | unknown[];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                        reason: string;
                        since: string | null;
                        until: string | null;
                        policy: string;
                        decision: string | null;
                        /** @description The request rule that made the action stronger. */
                        rule: string | null;
                        /** @description Segments of campaigns found in its text, at most eight. */
                        matched: {
                            campaign: string;
                            segment: string;
                        }[];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkCaller: {
        parameters: {
            query?: never;
            header?: {
                /** @description The account, as in the exchanges: 1 to 128 characters in UTF-8, without commas. */
                "x-stillwatch-account"?: string;
                /** @description The end user, if the account is a router. The stricter decision applies. */
                "x-stillwatch-sub-account"?: string;
                /** @description In place of the account: the client's own API key or Authorization header, where the log has no account and its keys stand for accounts. It is hashed as in the log and never stored. */
                "x-stillwatch-client-key"?: string;
                /** @description The status for a limited account: 200, the default, or 429, which refuses all of its requests. */
                "x-stillwatch-limit-status"?: "200" | "429";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request may go on: every action but suspend. */
            200: {
                headers: {
                    /** @description The action in force. */
                    "x-stillwatch-action"?: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                    /** @description The decision that the action rests on; absent when none is in force. */
                    "x-stillwatch-decision"?: string;
                    /** @description When that decision ends. */
                    "x-stillwatch-expires"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `account_suspended`, `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `account_limited`, `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDecisionChanges: {
        parameters: {
            query?: {
                cursor?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Where to go on. */
                        cursor: number;
                        /** @description Each takes the place of what was known of its account. */
                        changes: components["schemas"]["AccountDecisions"][];
                        /** @description Ask again at once. */
                        more: boolean;
                        /** @description When to ask again; spread over clients. */
                        retry_after_ms: number;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Expired. Codes: `cursor_too_old`. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDecisionSnapshot: {
        parameters: {
            query?: {
                bucket?: number;
                /** @description A page may have more: a bucket is not cut. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Go on from the cursor of the first page. */
                        cursor: number;
                        entries: components["schemas"]["AccountDecisions"][];
                        next_bucket: number | null;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDecisionHash: {
        parameters: {
            query?: {
                buckets?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The last change in it. */
                        cursor: number;
                        /**
                         * Format: date-time
                         * @description What had ended by then is not in it.
                         */
                        at: string;
                        items: number;
                        hash: string;
                        buckets?: string[];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProposals: {
        parameters: {
            query?: {
                /** @description Only proposals about this account and its end users. */
                account?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposals: components["schemas"]["Decision"][];
                        next: string | null;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccountDecisions: {
        parameters: {
            query?: {
                sub_account?: string;
                limit?: number;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decisions: components["schemas"]["Decision"][];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        same: boolean;
                        checks: {
                            what: string;
                            same: boolean;
                        }[];
                        decision: components["schemas"]["Decision"];
                        inputs: {
                            campaign: unknown;
                            account: unknown;
                        };
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "at_once": true
                 *     }
                 */
                "application/json": {
                    /** @description Kept in the audit log. */
                    reason?: string;
                    /**
                     * @description Enforced with this approval, without the delay and jitter of the policy; of several approvals the last one says it.
                     * @default false
                     */
                    at_once?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `same_person`, `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `decision_state`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `rule_of_two`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The contract of the account allows distillation."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `decision_state`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The account has shown its evaluation plan."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `decision_state`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "limit",
                 *       "reason": "The account continues after verification."
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `same_person`, `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `decision_state`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `rule_of_two`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeDecisions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    act: "approve" | "reject" | "undo";
                    /** @description Only decisions of this campaign. */
                    campaign?: string;
                    /**
                     * @description Only decisions with this action.
                     * @enum {string}
                     */
                    action?: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                    /** @description Only these decisions. */
                    ids?: string[];
                    reason: string;
                    /**
                     * @description Of approvals: enforced without the delay and jitter of the policy.
                     * @default false
                     */
                    at_once?: boolean;
                    /**
                     * @description Says what would change, and changes nothing.
                     * @default false
                     */
                    preview?: boolean;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionBatch"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `too_many_decisions`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        policies: components["schemas"]["Policy"][];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": 1,
                 *       "version": "2026-03-first",
                 *       "rules": [
                 *         {
                 *           "name": "verify-likely-campaigns",
                 *           "at": "finding",
                 *           "when": "campaign.found && campaign.confidence >= 0.9",
                 *           "give": {
                 *             "action": "verify",
                 *             "expires_after": "30d"
                 *           },
                 *           "reason": "The account takes part in a campaign with high confidence."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PolicyDocumentInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `policy_exists`, `policy_limit`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `bad_policy`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyDocumentInput"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `policy_exists`, `policy_not_draft`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `bad_policy`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `policy_not_draft`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": 1,
                 *       "version": "2026-03-first",
                 *       "rules": [
                 *         {
                 *           "name": "verify-likely-campaigns",
                 *           "at": "finding",
                 *           "when": "campaign.found && campaign.confidence >= 0.9",
                 *           "give": {
                 *             "action": "verify",
                 *             "expires_after": "30d"
                 *           },
                 *           "reason": "The account takes part in a campaign with high confidence."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PolicyDocumentInput"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        rules: number;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `bad_policy`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    backtestPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-02-15T00:00:00Z",
                 *       "limit": 100
                 *     }
                 */
                "application/json": {
                    /** @description Default: 14 days ago. */
                    from?: number | string;
                    /** @description Default: now. */
                    to?: number | string;
                    /**
                     * @description Accounts named; all are counted.
                     * @default 500
                     */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backtest"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `bad_policy`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicyShadow: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Detection runs that it was tried on. */
                        looks: number;
                        /** @description When the last of them ended. */
                        finished: string | null;
                        /** @description Accounts of the last run by the action of the active policy, then of this one. */
                        counts: {
                            [key: string]: {
                                [key: string]: number;
                            };
                        };
                        differing: {
                            account: string;
                            sub_account?: string;
                            /** @enum {string} */
                            active: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                            /** @enum {string} */
                            shadow: "allow" | "watch" | "review" | "verify" | "limit" | "suspend";
                            rule: string | null;
                        }[];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPolicyShadow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "on": true
                 *     }
                 */
                "application/json": {
                    on: boolean;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `policy_not_draft`, `policy_limit`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `bad_policy`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activatePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `policy_not_draft`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content of the request is not permitted. Codes: `bad_policy`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Return events after this id. If absent, a stream begins with the next event and a page with the oldest one. */
                after?: number;
                /** @description Maximum number of events on a page. */
                limit?: number;
            };
            header?: {
                "last-event-id"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                    "text/event-stream": string;
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBackups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The backup that is running or ran last since the service started; null if there is none. */
                        last: components["schemas"]["BackupRun"] | null;
                        /** @description Complete backups, newest first, at most 100. */
                        backups: components["schemas"]["Backup"][];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Started. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupRun"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `backup_off`, `backup_running`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `backup_folder_unusable`, `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example/stillwatch",
                 *       "events": [
                 *         "decision.changed"
                 *       ]
                 *     }
                 */
                "application/json": {
                    url: string;
                    /** @default [] */
                    events?: ("campaign.found" | "campaign.changed" | "campaign.ended" | "text.opened" | "text.changed" | "text.closed" | "decision.changed" | "decision.proposed" | "policy.activated" | "webhook.disabled")[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `webhook_target_refused`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible in the current state. Codes: `conflict`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    overlap_ms?: number;
                } | null;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setWebhookActive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "active": false
                 *     }
                 */
                "application/json": {
                    active: boolean;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        delivered: boolean;
                        /** @description HTTP status that the receiver returned. */
                        status: number | null;
                        /** @description Why the delivery failed; null if it succeeded. */
                        reason: string | null;
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`, `unknown_field`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`, `cross_site`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request was not complete in time. Codes: `request_timeout`. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. Codes: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The route does not accept this Content-Type or Content-Encoding. Codes: `unsupported_media_type`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Return deliveries of events before this event id. */
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: {
                            event: number;
                            type: string;
                            /** @enum {string} */
                            outcome: "delivered" | "dead" | "retrying";
                            attempts: number;
                            /** @description RFC 3339. */
                            time: string;
                            status: number | null;
                            reason: string | null;
                        }[];
                    };
                };
            };
            /** @description The request does not match its schema. Codes: `bad_request`, `unknown_parameter`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "unknown parameter",
                     *       "status": 400,
                     *       "code": "unknown_parameter",
                     *       "detail": "Expected one of the query parameters of this route, got \"limits\".",
                     *       "where": "query/limits",
                     *       "hint": "This route has: limit, cursor."
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key or session. Codes: `unauthenticated`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller lacks the permission. Codes: `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing has this id. Codes: `not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. Codes: `path_too_long`. */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. Codes: `too_many_requests`. */
            429: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An internal error; nothing was acknowledged. Codes: `internal`. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporarily not possible; nothing was acknowledged. Codes: `unavailable`. */
            503: {
                headers: {
                    /** @description Seconds to wait before the request is repeated. */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
