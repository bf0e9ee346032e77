// Made by `npm run sdk:types` from the server. Do not edit.

export interface paths {
    "/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the newest revision of each asset
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        get: operations["AssetRepository_ListAssets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{assetKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the newest revision of an asset
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        get: operations["AssetRepository_GetAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{assetKey}/highest-tag-revision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the revision of an asset that is tagged with the highest version
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        get: operations["AssetRepository_GetApplicationHighestTagRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{assetKey}/latest-revision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the newest revision of an asset
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        get: operations["AssetRepository_GetAssetLatestRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{assetKey}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the revisions of an asset, the newest one first
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        get: operations["AssetRepository_ListAssetRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{assetKey}/revisions/{revisionNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a revision of an asset
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        get: operations["AssetRepository_GetAssetRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Tag a revision of an asset with a version, or change its release notes or commit message
         * @description Needs **Asset management > Change** or **Release management > Release**.
         */
        patch: operations["AssetRepository_PatchVersion"];
        trace?: never;
    };
    "/assets/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find revisions of several assets: by number, the newest ones, or those with the highest tag
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        post: operations["AssetRepository_ListMultipleAssetRevisions"];
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
        /** @enum {string} */
        AssetEmbed: "releaseNote" | "icon" | "sourceCode" | "signature" | "metadata";
        AssetEmbeddingV1: {
            icon: components["schemas"]["AssetIcon"] | null;
            metadata: components["schemas"]["BaseAssetMetadata"] | null;
            releaseNote: components["schemas"]["AssetReleaseNote"] | null;
            signature: components["schemas"]["AssetSignature"] | null;
            sourceCode: components["schemas"]["AssetSourceCode"] | null;
        };
        AssetIcon: {
            /** Format: uuid */
            iconDigest: string | null;
            iconUrl: string | null;
        };
        AssetListFilter: {
            assetVersionFilters?: components["schemas"]["AssetVersionFilter"][] | null;
            embeds?: string[] | null;
        };
        AssetReleaseNote: {
            releaseNoteUrl: string | null;
            tag: string | null;
        };
        AssetRevisionV1: {
            _embedded: components["schemas"]["AssetEmbeddingV1"] | null;
            /** Format: uuid */
            assetKey: string;
            assetType: string;
            clonedFromTemplateKey: string | null;
            commitMessage: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            description: string | null;
            isExternal: boolean;
            modelDigest: string | null;
            name: string;
            /** Format: uuid */
            portfolioKey: string;
            /** Format: int32 */
            revision: number;
            tag: string | null;
            /** Format: date-time */
            taggedAt: string | null;
            taggedBy: string | null;
        };
        AssetRevisionV1ListResponse: {
            results: components["schemas"]["AssetRevisionV1"][];
        };
        AssetRevisionV1PagedListResponse: {
            page: components["schemas"]["PageInfoWithTotals"];
            results: components["schemas"]["AssetRevisionV1"][];
        };
        AssetSignature: {
            /** Format: uuid */
            compatibilitySignatureDigest: string | null;
            signatureBinaryUrl: string | null;
            /** Format: uuid */
            signatureDigest: string | null;
        };
        AssetSourceCode: {
            sourceCodeBinaryUrl: string | null;
            /** Format: uuid */
            sourceCodeDigest: string | null;
        };
        /** @enum {string} */
        AssetType: "WebApplication" | "MobileApplication" | "LowCodeLibrary" | "ExtensionLibrary" | "ExternalConnection" | "ExternalLibrary" | "Workflow" | "WidgetLibrary" | "AIModelConnection" | "SearchServiceConnection" | "Agent" | "MCPConnection" | "A2AConnection" | "KnowledgeBase";
        AssetVersionFilter: {
            digest?: string | null;
            isHighestTag?: boolean;
            /** Format: uuid */
            key?: string | null;
            /** Format: int32 */
            revision?: number | null;
        };
        AssetVersionPatchRequest: {
            commitMessage?: string | null;
            releaseNotes?: string | null;
            /** @description a version of three numbers, such as 1.2.0 */
            tag?: string | null;
        };
        BaseAssetMetadata: {
            assemblyName: string | null;
            assemblyVersion: string | null;
            isBuiltInAsset: boolean;
            isDeployable: boolean;
            mobileFrameworks: string[] | null;
            runtime: string | null;
            templateType: components["schemas"]["TemplateType"] | null;
            toolVersion: string | null;
            urlPath: string | null;
        };
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
        EntityTag: string;
        IgnoredNames: string;
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
        /** @enum {string} */
        PermissionType: "AppViewSourceCode" | "AppDebug" | "AppChange" | "AppDelete" | "AppDeploy" | "AppRelease" | "AppMonitor" | "AppMonitorUserInfo" | "CodeQualityManage" | "CodeQualityView" | "AppUserView" | "AppAccessManage" | "AppGroupManage" | "CfgView" | "ConnConfig" | "AppCfgChange" | "UpdatesView";
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
        TemplateType: "ApplicationTemplate" | "ScreenTemplateBundle";
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
    AssetRepository_ListAssets: {
        parameters: {
            query?: {
                assetKeys?: string[];
                assetTypes?: components["schemas"]["AssetType"][];
                embed?: components["schemas"]["AssetEmbed"][];
                isExternal?: boolean;
                limit?: components["parameters"]["Limit"];
                "metadata.isBuiltInAsset"?: boolean;
                "metadata.isDeployable"?: boolean;
                "metadata.templateType"?: components["schemas"]["TemplateType"];
                "metadata.urlPathContains"?: string;
                nameContains?: string;
                nameOrDescriptionContains?: string;
                offset?: components["parameters"]["Offset"];
                permissionFilter?: components["schemas"]["PermissionType"];
                portfolioKeys?: string[];
                /** @description name, createdAt; with a minus in front, descending */
                sort?: string;
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
                    "application/json": components["schemas"]["AssetRevisionV1PagedListResponse"];
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
    AssetRepository_GetAsset: {
        parameters: {
            query?: {
                embed?: components["schemas"]["AssetEmbed"][];
            };
            header?: never;
            path: {
                assetKey: string;
            };
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
                    "application/json": components["schemas"]["AssetRevisionV1"];
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
    AssetRepository_GetApplicationHighestTagRevision: {
        parameters: {
            query?: {
                embed?: components["schemas"]["AssetEmbed"][];
            };
            header?: never;
            path: {
                assetKey: string;
            };
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
                    "application/json": components["schemas"]["AssetRevisionV1"];
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
    AssetRepository_GetAssetLatestRevision: {
        parameters: {
            query?: {
                embed?: components["schemas"]["AssetEmbed"][];
            };
            header?: never;
            path: {
                assetKey: string;
            };
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
                    "application/json": components["schemas"]["AssetRevisionV1"];
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
    AssetRepository_ListAssetRevisions: {
        parameters: {
            query?: {
                commitMessage?: string;
                embed?: components["schemas"]["AssetEmbed"][];
                isTagged?: boolean;
                limit?: components["parameters"]["Limit"];
                modelDigest?: string;
                offset?: components["parameters"]["Offset"];
                revisionDateTimeSince?: string;
                revisionDateTimeTo?: string;
                /** @description revision, tag; with a minus in front, descending */
                sort?: string;
                tag?: string;
            };
            header?: never;
            path: {
                assetKey: string;
            };
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
                    "application/json": components["schemas"]["AssetRevisionV1PagedListResponse"];
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
    AssetRepository_GetAssetRevision: {
        parameters: {
            query?: {
                embed?: components["schemas"]["AssetEmbed"][];
            };
            header?: never;
            path: {
                assetKey: string;
                revisionNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRevisionV1"];
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
    AssetRepository_PatchVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                assetKey: string;
                revisionNumber: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetVersionPatchRequest"];
            };
        };
        responses: {
            /** @description No body */
            204: {
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
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    AssetRepository_ListMultipleAssetRevisions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetListFilter"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRevisionV1ListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
