// Made by `npm run sdk:types` from the server. Do not edit.

export interface paths {
    "/api-clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API clients with their statuses
         * @description Needs **User and access management > Manage API clients**.
         */
        get: operations["ApiClient_List"];
        put?: never;
        /**
         * Create an API client. The answer is the only one that ever holds its secret.
         * @description Needs **User and access management > Manage API clients**.
         */
        post: operations["ApiClient_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-clients/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API client with its permissions, those it was given and those that came along
         * @description Needs **User and access management > Manage API clients**.
         */
        get: operations["ApiClient_Read"];
        put?: never;
        post?: never;
        /**
         * Delete a suspended API client for good
         * @description Needs **User and access management > Manage API clients**.
         */
        delete: operations["ApiClient_Delete"];
        options?: never;
        head?: never;
        /**
         * Change the name, description or public keys of an API client
         * @description Needs **User and access management > Manage API clients**.
         */
        patch: operations["ApiClient_Edit"];
        trace?: never;
    };
    "/api-clients/{key}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the permissions of an API client. Works at once, also on tokens already issued.
         * @description Needs **User and access management > Manage API clients**.
         */
        put: operations["ApiClient_SetPermissions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-clients/{key}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a suspended API client work again, with the tokens it had
         * @description Needs **User and access management > Manage API clients**.
         */
        post: operations["ApiClient_Resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-clients/{key}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate a new secret. The former one ends at once, or after the overlap.
         * @description Needs **User and access management > Manage API clients**.
         */
        post: operations["ApiClient_GenerateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-clients/{key}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cut an API client off: no new tokens, and those already issued are refused at once
         * @description Needs **User and access management > Manage API clients**.
         */
        post: operations["ApiClient_Suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApiClient_List: {
        parameters: {
            query?: {
                limit?: number;
                nameContains?: string;
                offset?: number;
                /** @description name, createdAt, lastUsedAt, secretExpiresAt; with a minus in front, descending */
                sort?: string;
                status?: "Suspended" | "Expired" | "NeedsAttention" | "Available";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        page: {
                            /** Format: int32 */
                            count: number;
                            /** Format: int32 */
                            limit: number;
                            /** Format: int32 */
                            nextPageOffset: number | null;
                            /** Format: int32 */
                            offset: number;
                            /** Format: int32 */
                            totalPages: number | null;
                            /** Format: int32 */
                            totalResults: number | null;
                        };
                        results: {
                            clientId: string;
                            /** Format: date-time */
                            createdAt: string;
                            description: string | null;
                            /** Format: uuid */
                            key: string;
                            /** Format: date-time */
                            lastUsedAt: string | null;
                            name: string;
                            /** Format: date-time */
                            secretExpiresAt: string;
                            secretLastFour: string;
                            /** @enum {string} */
                            status: "Suspended" | "Expired" | "NeedsAttention" | "Available";
                            /** Format: date-time */
                            updatedAt: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string | null;
                    /** Format: date */
                    expiresOn?: string | null;
                    jwks?: {
                        keys: {
                            [key: string]: unknown;
                        }[];
                    } | null;
                    name: string;
                    permissions?: {
                        environmentKeys?: string[] | null;
                        name?: string;
                        /** Format: uuid */
                        permissionKey?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        clientSecret: string;
                        /** Format: uuid */
                        key: string;
                        /** Format: date-time */
                        secretExpiresAt: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_Read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        automaticPermissions: {
                            environmentKeys: string[] | null;
                            name: string;
                            /** Format: uuid */
                            permissionKey: string;
                        }[];
                        clientId: string;
                        /** Format: date-time */
                        createdAt: string;
                        description: string | null;
                        /** Format: uuid */
                        key: string;
                        /** Format: date-time */
                        lastUsedAt: string | null;
                        name: string;
                        permissions: {
                            environmentKeys: string[] | null;
                            name: string;
                            /** Format: uuid */
                            permissionKey: string;
                        }[];
                        /** Format: date-time */
                        secretExpiresAt: string;
                        secretLastFour: string;
                        /** @enum {string} */
                        status: "Suspended" | "Expired" | "NeedsAttention" | "Available";
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_Delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_Edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description?: string | null;
                    jwks?: {
                        keys: {
                            [key: string]: unknown;
                        }[];
                    } | null;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description No body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_SetPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    permissions: {
                        environmentKeys?: string[] | null;
                        name?: string;
                        /** Format: uuid */
                        permissionKey?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        automaticPermissions: {
                            environmentKeys: string[] | null;
                            name: string;
                            /** Format: uuid */
                            permissionKey: string;
                        }[];
                        permissions: {
                            environmentKeys: string[] | null;
                            name: string;
                            /** Format: uuid */
                            permissionKey: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_Resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_GenerateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date */
                    expiresOn?: string | null;
                    /** @default 0 */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        clientSecret: string;
                        /** Format: uuid */
                        key: string;
                        /** Format: date-time */
                        secretExpiresAt: string;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
    ApiClient_Suspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string | null;
                        errorCode: string;
                        instance: string | null;
                        /** Format: int32 */
                        status: number | null;
                        title: string | null;
                        traceId: string;
                        type: string | null;
                    };
                };
            };
        };
    };
}
