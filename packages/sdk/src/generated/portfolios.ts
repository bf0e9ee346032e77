// Made by `npm run sdk:types` from the server. Do not edit.

export interface paths {
    "/deployed-assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the assets that are deployed in stages that the caller may view
         * @description Needs any one permission.
         */
        get: operations["DeployedAssets_ListAssets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the stages that the caller may view, in their order
         * @description Needs **Portfolio management > View stage**.
         */
        get: operations["Environments_ListEnvironments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename and reorder several stages in one request
         * @description Needs **Portfolio management > Manage portfolio** or **Portfolio management > Manage stages**.
         */
        patch: operations["Environments_UpdateEnvironments"];
        trace?: never;
    };
    "/environments/{environmentKey}": {
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
         * Rename a stage, or move it to another place among those of its portfolio
         * @description Needs **Portfolio management > Manage portfolio** or **Portfolio management > Manage stages**.
         */
        patch: operations["Environments_PatchEnvironment"];
        trace?: never;
    };
    "/libraries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the libraries of the portfolios in which the caller holds any permission
         * @description Needs any one permission.
         */
        get: operations["Libraries_ListLibraries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portfolios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the portfolios of the organization, the main one first
         * @description Needs any one permission.
         */
        get: operations["Portfolios_ListPortfolios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portfolios/{portfolioKey}": {
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
         * Rename a portfolio
         * @description Needs **Portfolio management > Manage portfolio**.
         */
        patch: operations["Portfolios_PatchPortfolio"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ChangedMeanwhile: {
            /** @description The fields that differ from that state */
            changedFields: string[];
            detail: string | null;
            errorCode: string;
            instance: string | null;
            /** Format: int32 */
            status: number | null;
            title: string | null;
            traceId: string;
            type: string | null;
        };
        DeployedAsset: {
            deployments: components["schemas"]["Deployment"][];
            isBuiltIn: boolean;
            /** Format: uuid */
            key: string;
            type: string;
        };
        DeployedAssetPagedListResponse: {
            page: components["schemas"]["PageInfoWithTotals"];
            results: components["schemas"]["DeployedAsset"][];
        };
        Deployment: {
            /** Format: uuid */
            buildKey: string;
            /** Format: date-time */
            deploymentDateTime: string;
            /** Format: uuid */
            deploymentKey: string;
            deploymentUserId: string | null;
            description: string | null;
            /** Format: uuid */
            environmentKey: string;
            iconUrl: string | null;
            name: string;
            /** Format: uuid */
            portfolioKey: string;
            /** Format: int32 */
            revision: number;
            tag: string | null;
            /** Format: date-time */
            taggingDateTime: string | null;
            taggingUserKey: string | null;
            url: string | null;
        };
        EntityTag: string;
        Environment: {
            builtinDomain: string | null;
            defaultDomain: string | null;
            hosting: string | null;
            /** Format: uuid */
            key: string;
            name: string;
            /** Format: int32 */
            order: number;
            /** Format: uuid */
            portfolioKey: string;
            purpose: components["schemas"]["EnvironmentPurpose"];
            region: string | null;
            status: components["schemas"]["SelfHostedStateKind"] | null;
        };
        EnvironmentListResponse: {
            results: components["schemas"]["Environment"][];
        };
        /** @enum {string} */
        EnvironmentPurpose: "Development" | "NonProduction" | "Production";
        IgnoredNames: string;
        Library: {
            isBuiltIn: boolean;
            /** Format: uuid */
            key: string;
            /** Format: uuid */
            portfolioKey: string;
            revisions: components["schemas"]["LibraryRevision"][];
            type: string;
        };
        LibraryPagedListResponse: {
            page: components["schemas"]["PageInfoWithTotals"];
            results: components["schemas"]["Library"][];
        };
        LibraryRevision: {
            description: string | null;
            iconUrl: string | null;
            isLatest: boolean;
            name: string;
            /** Format: date-time */
            publishDateTime: string;
            publishUserKey: string | null;
            /** Format: int32 */
            revision: number;
            tag: string | null;
            /** Format: date-time */
            taggingDateTime: string | null;
            taggingUserKey: string | null;
        };
        /** @enum {string} */
        LibraryRevisionsFilter: "Latest" | "HighestTag" | "All";
        LibrarySort: components["schemas"]["LibrarySortListSortDirectionValueTuple"] | string;
        LibrarySortListSortDirectionValueTuple: Record<string, never>;
        PageInfoWithTotals: {
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            limit: number;
            /** Format: int32 */
            nextPageOffset: number | null;
            /** Format: int32 */
            offset: number;
            /** Format: int32 */
            totalPages: number;
            /** Format: int32 */
            totalResults: number;
        };
        PatchEnvironmentRequest: {
            name?: string | null;
            /** Format: int32 */
            order?: number | null;
        };
        PatchPortfolioRequest: {
            name?: string | null;
        };
        Portfolio: {
            isMainPortfolio: boolean;
            /** Format: uuid */
            key: string;
            name: string;
            /** Format: int32 */
            nonProductionEnvironmentCount: number;
            type: string | null;
        };
        PortfolioPagedListResponse: {
            page: components["schemas"]["PageInfoWithTotals"];
            results: components["schemas"]["Portfolio"][];
        };
        ProblemDetails: {
            detail: string | null;
            errorCode: string;
            instance: string | null;
            /** Format: int32 */
            status: number | null;
            title: string | null;
            traceId: string;
            type: string | null;
        };
        /** @enum {string} */
        SelfHostedStateKind: "Pending" | "Configured" | "Deployed" | "MissingConfigurations" | "Ready" | "WakingUp" | "ScheduledForDeletion" | "Hibernated";
        UpdateEnvironmentRequest: {
            /** Format: uuid */
            key: string;
            name?: string | null;
            /** Format: int32 */
            order?: number | null;
        };
        UpdateEnvironmentsBatchRequest: {
            environments: components["schemas"]["UpdateEnvironmentRequest"][] | null;
        };
    };
    responses: {
        /** @description Bad Request */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Forbidden */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Internal Server Error */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Method Not Allowed */
        MethodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Misdirected Request */
        MisdirectedRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Not Found */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Payload Too Large */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Request Header Fields Too Large */
        RequestHeaderFieldsTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Service Unavailable */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Too Many Requests */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Unauthorized */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Unprocessable Entity */
        UnprocessableEntity: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Unsupported Media Type */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: {
        Limit: number;
        Offset: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    DeployedAssets_ListAssets: {
        parameters: {
            query?: {
                /** @description one UUID or several, separated by commas */
                environmentKey?: string;
                /** @description one UUID or several, separated by commas */
                key?: string;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                /** @description <type> or <type>.<environmentKey>, such as AppDebug: what is deployed where the caller holds it */
                permissionFilter?: string;
                portfolioKey?: string;
                /** @description name, type or deployments[<environmentKey>].deploymentDateTime; with a minus in front, descending; several separated by commas */
                sort?: string;
                type?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeployedAssetPagedListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            421: components["responses"]["MisdirectedRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    Environments_ListEnvironments: {
        parameters: {
            query?: {
                portfolioKey?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnvironmentListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    Environments_UpdateEnvironments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateEnvironmentsBatchRequest"];
            };
        };
        responses: {
            /** @description No body */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    Environments_PatchEnvironment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                environmentKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchEnvironmentRequest"];
            };
        };
        responses: {
            /** @description No body */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMeanwhile"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    Libraries_ListLibraries: {
        parameters: {
            query?: {
                /** @description one UUID or several, separated by commas */
                key?: string;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                permissionFilter?: string;
                portfolioKey?: string;
                revisions?: components["schemas"]["LibraryRevisionsFilter"];
                sort?: components["schemas"]["LibrarySort"][];
                type?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryPagedListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            421: components["responses"]["MisdirectedRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    Portfolios_ListPortfolios: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
                portfolioKey?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortfolioPagedListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    Portfolios_PatchPortfolio: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                portfolioKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchPortfolioRequest"];
            };
        };
        responses: {
            /** @description No body */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedMeanwhile"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
