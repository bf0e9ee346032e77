// Made by `npm run sdk:types` from the server. Do not edit.

export interface paths {
    "/application-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the application roles of the environments in which the caller may view end users
         * @description Needs **End-user management > View end users**.
         */
        get: operations["ApplicationRole_QueryApplicationRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users that the caller may see, filtered, sorted and page by page
         * @description Needs **User and access management > Manage users** or **End-user management > View end users** or **User and access management > View members**.
         */
        get: operations["UserProfile_QueryUsers"];
        put?: never;
        /**
         * Create a user, or give the existing user with this e-mail a profile at an identity provider
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserProfile_CreateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a user that the caller may see
         * @description Needs **User and access management > Manage users** or **End-user management > View end users** or **User and access management > View members**.
         */
        get: operations["UserProfile_GetUser"];
        put?: never;
        post?: never;
        /**
         * Delete a user together with profiles, memberships and roles
         * @description Needs **User and access management > Manage users**.
         */
        delete: operations["UserProfile_DeleteUser"];
        options?: never;
        head?: never;
        /**
         * Change the name or photo of a user, or activate or deactivate the user
         * @description Needs **User and access management > Manage users**.
         */
        patch: operations["UserProfile_PatchUser"];
        trace?: never;
    };
    "/users/{key}/application-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the application roles of a user, granted directly and through groups
         * @description Needs **End-user management > View end users**.
         */
        get: operations["UserApplicationRoles_QueryUserApplicationRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/application-roles/{roleKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant an application role to a user directly
         * @description Needs **End-user management > Manage end-user access**.
         */
        post: operations["UserApplicationRoles_GrantApplicationRoleToUser"];
        /**
         * Take a directly granted application role away from a user
         * @description Needs **End-user management > Manage end-user access**.
         */
        delete: operations["UserApplicationRoles_RevokeApplicationRoleForUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the users that the caller may see
         * @description Needs **User and access management > Manage users** or **End-user management > View end users** or **User and access management > View members**.
         */
        get: operations["UserProfile_CountUsers"];
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
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApplicationRole_QueryApplicationRoles: {
        parameters: {
            query?: {
                assetKey?: string;
                environmentKey?: string;
                environmentKeys?: string[];
                key?: string;
                limit?: number;
                nameContains?: string;
                offset?: number;
                portfolioKeys?: string[];
                /** @description name; with a minus in front, descending */
                sort?: string;
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
                            /** Format: uuid */
                            assetKey: string;
                            claim: string | null;
                            /** Format: uuid */
                            environmentKey: string;
                            /** Format: uuid */
                            externalKey: string;
                            /** Format: uuid */
                            key: string;
                            name: string | null;
                            /** Format: uuid */
                            portfolioKey: string;
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
            429: {
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
    UserProfile_QueryUsers: {
        parameters: {
            query?: {
                assetKey?: string;
                domains?: string[];
                embed?: ("ApplicationRoles" | "UserIdentityProviders")[];
                environmentKey?: string;
                environmentKeys?: string[];
                hasApplicationRoles?: boolean;
                hasOrganizationRoles?: boolean;
                lastLoginAtSince?: string;
                lastLoginAtTo?: string;
                limit?: number;
                loggedInEnvironmentKeys?: string[];
                loggedInPortfolioKeys?: string[];
                nameOrEmailContains?: string;
                nameOrEmailOrUsernameContains?: string;
                offset?: number;
                portfolioKeys?: string[];
                /** @description name, email, status, lastLoginAt; with a minus in front, descending */
                sort?: string;
                status?: "Active" | "Invited" | "Inactive" | "PendingRegistration";
                userKeys?: string;
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
                            _embedded?: {
                                applicationRoles?: {
                                    /** Format: uuid */
                                    assetKey: string;
                                    assignedGroups: {
                                        /** Format: uuid */
                                        key: string;
                                        /** @enum {string} */
                                        membershipType: "Assigned" | "Mapped";
                                        name: string | null;
                                    }[];
                                    claim: string | null;
                                    /** Format: uuid */
                                    environmentKey: string;
                                    /** Format: uuid */
                                    externalKey: string;
                                    isDirectlyAssigned: boolean;
                                    /** Format: uuid */
                                    key: string;
                                    name: string | null;
                                    /** Format: uuid */
                                    portfolioKey: string;
                                }[];
                                userIdentityProviders?: {
                                    email: string | null;
                                    /** Format: date-time */
                                    firstLoginAt: string | null;
                                    /** Format: uuid */
                                    identityProviderKey: string;
                                    isEmailVerified: boolean | null;
                                    /** Format: date-time */
                                    lastLoginAt: string | null;
                                    name: string | null;
                                    photoUrl: string | null;
                                    subject: string | null;
                                    /** Format: uuid */
                                    userKey: string;
                                    username: string | null;
                                }[];
                            };
                            access: {
                                hasApplicationRoles: boolean;
                                hasOrganizationRoles: boolean;
                            };
                            email: string | null;
                            isActive: boolean;
                            isEmailVerified: boolean | null;
                            isTermsAndConditionsAccepted: boolean;
                            /** Format: uuid */
                            key: string;
                            /** Format: date-time */
                            lastLoginAt: string | null;
                            name: string | null;
                            photoUrl: string | null;
                            /** @enum {string} */
                            status: "Active" | "Invited" | "Inactive" | "PendingRegistration";
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
            429: {
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
    UserProfile_CreateUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    addToBuiltInIdentityProvider?: boolean;
                    email?: string | null;
                    /** Format: uuid */
                    identityProviderKey?: string | null;
                    isActive?: boolean;
                    name?: string | null;
                    photoUrl?: string | null;
                    subject?: string | null;
                    username?: string | null;
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
                        /** Format: uuid */
                        key: string;
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
            429: {
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
    UserProfile_GetUser: {
        parameters: {
            query?: {
                embed?: ("ApplicationRoles" | "UserIdentityProviders")[];
            };
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
                        _embedded?: {
                            applicationRoles?: {
                                /** Format: uuid */
                                assetKey: string;
                                assignedGroups: {
                                    /** Format: uuid */
                                    key: string;
                                    /** @enum {string} */
                                    membershipType: "Assigned" | "Mapped";
                                    name: string | null;
                                }[];
                                claim: string | null;
                                /** Format: uuid */
                                environmentKey: string;
                                /** Format: uuid */
                                externalKey: string;
                                isDirectlyAssigned: boolean;
                                /** Format: uuid */
                                key: string;
                                name: string | null;
                                /** Format: uuid */
                                portfolioKey: string;
                            }[];
                            userIdentityProviders?: {
                                email: string | null;
                                /** Format: date-time */
                                firstLoginAt: string | null;
                                /** Format: uuid */
                                identityProviderKey: string;
                                isEmailVerified: boolean | null;
                                /** Format: date-time */
                                lastLoginAt: string | null;
                                name: string | null;
                                photoUrl: string | null;
                                subject: string | null;
                                /** Format: uuid */
                                userKey: string;
                                username: string | null;
                            }[];
                        };
                        access: {
                            hasApplicationRoles: boolean;
                            hasOrganizationRoles: boolean;
                        };
                        email: string | null;
                        isActive: boolean;
                        isEmailVerified: boolean | null;
                        isTermsAndConditionsAccepted: boolean;
                        /** Format: uuid */
                        key: string;
                        /** Format: date-time */
                        lastLoginAt: string | null;
                        name: string | null;
                        photoUrl: string | null;
                        /** @enum {string} */
                        status: "Active" | "Invited" | "Inactive" | "PendingRegistration";
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
            429: {
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
    UserProfile_DeleteUser: {
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
            429: {
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
    UserProfile_PatchUser: {
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
                    isActive?: boolean | null;
                    name?: string | null;
                    photoUrl?: string | null;
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
            429: {
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
    UserApplicationRoles_QueryUserApplicationRoles: {
        parameters: {
            query?: {
                applicationRoleKeys?: string[];
                assetKey?: string;
                assetKeys?: string[];
                assignmentSources?: ("Direct" | "GroupAssigned" | "GroupMapped")[];
                environmentKey?: string;
                environmentKeys?: string[];
                groupKeys?: string[];
                limit?: number;
                nameContains?: string;
                offset?: number;
                portfolioKeys?: string[];
                /** @description name; with a minus in front, descending */
                sort?: string;
            };
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
                            /** Format: uuid */
                            assetKey: string;
                            assignedGroups: {
                                /** Format: uuid */
                                key: string;
                                /** @enum {string} */
                                membershipType: "Assigned" | "Mapped";
                                name: string | null;
                            }[];
                            claim: string | null;
                            /** Format: uuid */
                            environmentKey: string;
                            /** Format: uuid */
                            externalKey: string;
                            isDirectlyAssigned: boolean;
                            /** Format: uuid */
                            key: string;
                            name: string | null;
                            /** Format: uuid */
                            portfolioKey: string;
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
            429: {
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
    UserApplicationRoles_GrantApplicationRoleToUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                roleKey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No body */
            201: {
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
            429: {
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
    UserApplicationRoles_RevokeApplicationRoleForUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                roleKey: string;
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
            429: {
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
    UserProfile_CountUsers: {
        parameters: {
            query?: {
                domains?: string[];
                environmentKeys?: string[];
                hasApplicationRoles?: boolean;
                hasOrganizationRoles?: boolean;
                lastLoginAtSince?: string;
                lastLoginAtTo?: string;
                loggedInEnvironmentKeys?: string[];
                loggedInPortfolioKeys?: string[];
                portfolioKeys?: string[];
                status?: "Active" | "Invited" | "Inactive" | "PendingRegistration";
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
                        /** Format: int32 */
                        userCount: number;
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
            429: {
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
