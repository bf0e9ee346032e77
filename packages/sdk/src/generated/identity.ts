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
         * List the end-user roles of the stages in which the caller may view end users
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
    "/application-roles/{key}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users who hold an end-user role, granted directly or through a group
         * @description Needs **End-user management > View end users**.
         */
        get: operations["ApplicationRole_QueryUsersByApplicationRole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the groups of the stages in which the caller may manage groups, by name
         * @description Needs **End-user management > Manage end-user groups**.
         */
        get: operations["Group_QueryGroups"];
        put?: never;
        /**
         * Create a group in a stage, with its end-user roles and its members
         * @description Needs **End-user management > Manage end-user groups**.
         */
        post: operations["Group_CreateGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a group with its claim mappings
         * @description Needs **End-user management > Manage end-user groups**.
         */
        get: operations["Group_ReadGroup"];
        put?: never;
        post?: never;
        /**
         * Delete a group together with its memberships and claim mappings
         * @description Needs **End-user management > Manage end-user groups**.
         */
        delete: operations["Group_DeleteGroup"];
        options?: never;
        head?: never;
        /**
         * Change the name or the description of a group
         * @description Needs **End-user management > Manage end-user groups**.
         */
        patch: operations["Group_UpdateGroup"];
        trace?: never;
    };
    "/groups/{key}/application-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the end-user roles that a group gives its members
         * @description Needs **End-user management > Manage end-user groups**.
         */
        get: operations["Group_QueryApplicationRolesGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Add end-user roles to a group and remove others, all of them or none
         * @description Needs **End-user management > Manage end-user groups**.
         */
        patch: operations["Group_ModifyGroupApplicationRoles"];
        trace?: never;
    };
    "/groups/{key}/claim-mappings/{mappingKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a claim mapping of a group
         * @description Needs **End-user management > Manage end-user groups**.
         */
        delete: operations["GroupIdpClaimMapping_DeleteGroupIdpClaimMapping"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{key}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of a group, with how they belong to it
         * @description Needs **End-user management > Manage end-user groups**.
         */
        get: operations["Group_QueryUsersFromGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Assign users to a group and remove assignments, all of them or none
         * @description Needs **End-user management > Manage end-user groups**.
         */
        patch: operations["Group_AddOrRemoveUsersFromGroup"];
        trace?: never;
    };
    "/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List identity providers by name, without their secrets
         * @description Needs any one permission.
         */
        get: operations["IdentityProvider_QueryIdentityProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an identity provider, without its secret
         * @description Needs any one permission.
         */
        get: operations["IdentityProvider_ReadIdentityProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization roles with their permissions, built-in ones among them
         * @description Needs any one permission.
         */
        get: operations["OrganizationRole_QueryOrganizationRoles"];
        put?: never;
        /**
         * Create an organization role with a unique name and at least one permission
         * @description Needs **User and access management > Manage organization roles**.
         */
        post: operations["OrganizationRole_CreateOrganizationRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization-roles/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an organization role with its permissions
         * @description Needs any one permission.
         */
        get: operations["OrganizationRole_ReadOrganizationRole"];
        put?: never;
        post?: never;
        /**
         * Delete an organization role that no user holds
         * @description Needs **User and access management > Manage organization roles**.
         */
        delete: operations["OrganizationRole_DeleteOrganizationRole"];
        options?: never;
        head?: never;
        /**
         * Rename an organization role, or replace its permissions
         * @description Needs **User and access management > Manage organization roles**.
         */
        patch: operations["OrganizationRole_UpdateOrganizationRole"];
        trace?: never;
    };
    "/organization-roles/{key}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users who hold an organization role at this moment
         * @description Needs **User and access management > View members**.
         */
        get: operations["OrganizationRole_QueryUsersByRole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the permissions that organization roles are made of, by name
         * @description Needs any one permission.
         */
        get: operations["Permission_QueryPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a permission
         * @description Needs any one permission.
         */
        get: operations["Permission_ReadPermission"];
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
         * List the end-user roles of a user: direct grants unless assignmentSources selects others
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
         * Grant an end-user role to a user directly
         * @description Needs **End-user management > Manage end-user access**.
         */
        post: operations["UserApplicationRoles_GrantApplicationRoleToUser"];
        /**
         * Revoke a directly granted end-user role from a user
         * @description Needs **End-user management > Manage end-user access**.
         */
        delete: operations["UserApplicationRoles_RevokeApplicationRoleForUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the groups of a user in the stages in which the caller may manage groups
         * @description Needs **End-user management > Manage end-user groups**.
         */
        get: operations["UserProfile_QueryGroupsByUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/organization-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the organization roles that a user holds or will hold
         * @description Needs **User and access management > Manage users** or **User and access management > View members**.
         */
        get: operations["UserOrganizationRoles_GetUserOrganizationRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/organization-roles/{roleKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant an organization role for the organization or for assets. It replaces the role that the user holds there.
         * @description Needs **User and access management > Manage member access**.
         */
        post: operations["UserOrganizationRoles_GrantOrganizationRoleToUser"];
        /**
         * Revoke an organization role from a user, for the organization or for assets
         * @description Needs **User and access management > Manage member access**.
         */
        delete: operations["UserOrganizationRoles_RevokeOrganizationRoleForUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create 1 to 100 users, or give existing ones a profile. The answer comes before the work is done.
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["BulkUserProfile_CreateBulkUserProfilesOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/bulk/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the progress of a bulk operation, and the result of each of its records
         * @description Needs **User and access management > Manage users**.
         */
        get: operations["BulkUserProfile_GetBulkUserProfileOperationStatus"];
        put?: never;
        post?: never;
        delete?: never;
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
    schemas: {
        ApplicationRoleApiResponse: {
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
        };
        ApplicationRoleApiResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["ApplicationRoleApiResponse"][];
        };
        /** @enum {string} */
        AssetContext: "Organization" | "Asset";
        AssignedGroupInfoApiResponse: {
            /** Format: uuid */
            key: string;
            membershipType: components["schemas"]["MembershipType"];
            name: string | null;
        };
        /** @enum {string} */
        AssignmentSource: "Direct" | "GroupAssigned" | "GroupMapped";
        /** @enum {string} */
        BulkApiOperationStatus: "Error" | "Inserted" | "Updated" | "Deleted";
        /** @enum {string} */
        BulkApiStatus: "FinishedWithErrors" | "Finished" | "Processing" | "Pending";
        BulkUserProfileOperationApiRecord: {
            email: string | null;
            /** Format: uuid */
            key: string | null;
            subject: string | null;
            username: string | null;
        };
        BulkUserProfileOperationApiRecordBulkApiOperation: {
            errorCode: string | null;
            errorMessage: string | null;
            record: components["schemas"]["BulkUserProfileOperationApiRecord"];
            status: components["schemas"]["BulkApiOperationStatus"];
        };
        BulkUserProfileOperationApiRecordBulkApiResponse: {
            errorCode: string | null;
            errorMessage: string | null;
            /** Format: uuid */
            key: string;
            operations: components["schemas"]["BulkUserProfileOperationApiRecordBulkApiOperation"][];
            status: components["schemas"]["BulkApiStatus"];
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
        /** @enum {string} */
        ClientAssertionSigningAlgorithmServiceModel: "ES256" | "ES384" | "ES512" | "HS256" | "HS384" | "HS512" | "PS256" | "PS384" | "PS512" | "RS256" | "RS384" | "RS512";
        /** @enum {string} */
        ClientAuthenticationMethodServiceModel: "client_secret_post" | "client_secret_basic" | "client_secret_jwt" | "private_key_jwt";
        /** @enum {string} */
        EmailTrustTypeServiceModel: "None" | "EmailVerifiedClaim" | "All";
        EntityTag: string;
        ForeignClaimModel: {
            name: string;
            value: string;
            valueDelimiter: string | null;
        };
        GrantDetailsRequest: {
            assetKeys?: string[] | null;
            grantPeriod?: components["schemas"]["GrantPeriodRequest"] | null;
            /** Format: uuid */
            portfolioKey?: string | null;
        };
        GrantPeriodApiModel: {
            /** Format: date-time */
            endTime: string | null;
            /** Format: date-time */
            startTime: string | null;
        };
        GrantPeriodRequest: {
            /** Format: date-time */
            endTime?: string | null;
            /** Format: date-time */
            startTime?: string | null;
        };
        GroupApiResponse: {
            description: string | null;
            /** Format: uuid */
            environmentKey: string;
            groupIdpClaimMappings: components["schemas"]["GroupIdpClaimMappingEmbedded"][];
            /** Format: uuid */
            key: string;
            name: string | null;
            /** Format: uuid */
            portfolioKey: string;
            /** Format: date-time */
            updatedAt: string;
        };
        GroupApiResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["GroupApiResponse"][];
        };
        GroupCreateRequest: {
            applicationRoleKeys?: string[] | null;
            description?: string | null;
            /** Format: uuid */
            environmentKey?: string;
            name?: string | null;
            userKeys?: string[] | null;
        };
        GroupCreateResponse: {
            /** Format: uuid */
            key: string;
        };
        GroupIdpClaimMappingEmbedded: {
            foreignClaim: components["schemas"]["ForeignClaimModel"];
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastUpdatedDate: string | null;
            /** Format: uuid */
            providerKey: string;
        };
        GroupUserProfileResponse: {
            _embedded?: components["schemas"]["UserProfileEmbeddedResponse"];
            email: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastLoginAt?: string;
            name: string | null;
            photoUrl: string | null;
            status: components["schemas"]["UserProfileStatus"];
        };
        GroupUserResponse: {
            membershipTypes: components["schemas"]["MembershipType"][];
            user: components["schemas"]["GroupUserProfileResponse"];
        };
        GroupUserResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["GroupUserResponse"][];
        };
        /**
         * @description Kept for programs that set it. It changes nothing: every provider is reached in the same way.
         * @enum {string}
         */
        HostingServiceModel: "oscloud" | "selfhosted";
        IdentityProviderResponse: {
            autoCreateProfiles: boolean;
            emailTrustType: components["schemas"]["EmailTrustTypeServiceModel"];
            hosting: components["schemas"]["HostingServiceModel"];
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastUpdatedDate: string | null;
            name: string | null;
            oidcConfiguration: components["schemas"]["OidcConfigurationResponse"] | null;
            profileLinkingField: components["schemas"]["ProfileLinkingFieldServiceModel"];
            samlConfiguration: components["schemas"]["SamlConfigurationItemModel"][] | null;
            subtype: components["schemas"]["ProviderSubtypeServiceModel"];
            tokenNormalizations: components["schemas"]["TokenNormalizationModel"][] | null;
            type: components["schemas"]["ProviderTypeServiceModel"];
        };
        IdentityProviderResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["IdentityProviderResponse"][];
        };
        IgnoredNames: string;
        InvalidRecord: {
            /** @description What is wrong with the record, and what would be right */
            detail: string;
            /** @description A JSON Pointer (RFC 6901) to the field in the body, as a fragment */
            pointer: string;
        };
        InvalidRecords: {
            detail: string | null;
            errorCode: string;
            /** @description The first fault of each record that has a wrong form. Absent where something else is wrong. */
            errors?: components["schemas"]["InvalidRecord"][];
            instance: string | null;
            /** Format: int32 */
            status: number | null;
            title: string | null;
            traceId: string;
            type: string | null;
        };
        /** @enum {string} */
        MembershipType: "Assigned" | "Mapped";
        OidcConfigurationResponse: {
            authorizationUrl: string | null;
            clientAssertionSigningAlgorithm: components["schemas"]["ClientAssertionSigningAlgorithmServiceModel"] | null;
            clientAuthenticationMethod: components["schemas"]["ClientAuthenticationMethodServiceModel"] | null;
            clientId: string | null;
            clientSecret: string | null;
            discoveryUrl: string | null;
            issuer: string | null;
            jwksUrl: string | null;
            logoutUrl: string | null;
            pkceMethod: components["schemas"]["PkceMethodServiceModel"];
            providerCustomConfig: components["schemas"]["ProviderCustomConfigModel"] | null;
            scopes: string[] | null;
            suppressNonceVerification: boolean;
            tokenUrl: string | null;
            usePkce: boolean;
            userInfoUrl: string | null;
        };
        OrganizationRoleApiResponse: {
            isReadOnly: boolean;
            /** Format: uuid */
            key: string;
            name: string | null;
            permissions: components["schemas"]["OrgRolePermissionDetailsApiResponse"][];
        };
        OrganizationRoleApiResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["OrganizationRoleApiResponse"][];
        };
        /** @enum {string} */
        OrganizationRoleAssignmentScope: "Organization" | "Asset";
        OrganizationRoleByUserApiResponse: {
            /** Format: uuid */
            assetKey: string | null;
            grantPeriod: components["schemas"]["GrantPeriodApiModel"] | null;
            /** Format: uuid */
            key: string;
            name: string | null;
            /** Format: uuid */
            portfolioKey: string | null;
        };
        OrganizationRoleByUserApiResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["OrganizationRoleByUserApiResponse"][];
        };
        OrganizationRoleCreateRequest: {
            name?: string | null;
            permissions?: components["schemas"]["PermissionDetailsRequest"][] | null;
        };
        OrganizationRoleCreateResponse: {
            /** Format: uuid */
            orgRoleKey: string;
        };
        OrganizationRoleUpdateRequest: {
            name?: string | null;
            permissions?: components["schemas"]["PermissionDetailsRequest"][] | null;
        };
        OrgRolePermissionDetailsApiResponse: {
            claimName: string | null;
            environmentKeys: string[] | null;
            name: string | null;
            /** Format: uuid */
            permissionKey: string;
            portfolioKeys: string[] | null;
        };
        /** @enum {string} */
        OrgRolePermissionsVisibility: "Hidden" | "Public" | "Internal";
        PageInfoWithTotalsApi: {
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
        PatchGroupApplicationRolesRequest: {
            applicationRoleKeysToAdd?: string[] | null;
            applicationRoleKeysToRemove?: string[] | null;
        };
        PatchGroupRequest: {
            description?: string | null;
            name?: string | null;
        };
        PatchUsersByGroupRequest: {
            userKeysToAdd?: string[] | null;
            userKeysToRemove?: string[] | null;
        };
        PermissionDetailsRequest: {
            claimName?: string | null;
            environmentKeys?: string[] | null;
            name?: string | null;
            /** Format: uuid */
            permissionKey?: string;
            portfolioKeys?: string[] | null;
        };
        PermissionInheritance: {
            /** Format: uuid */
            key: string;
            realmPortfolio: components["schemas"]["PortfolioInheritanceServiceModel"] | null;
            realmStages: components["schemas"]["StageServiceModel"][];
        };
        PermissionResponse: {
            allowedScopes: components["schemas"]["AssetContext"][];
            allowPortfolios: boolean;
            allowStages: boolean;
            category: string | null;
            claimName: string | null;
            inherits: components["schemas"]["PermissionInheritance"][];
            /** Format: uuid */
            key: string;
            name: string | null;
            purpose: string | null;
            remarks: string | null;
            visibility: components["schemas"]["OrgRolePermissionsVisibility"];
        };
        PermissionResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["PermissionResponse"][];
        };
        /** @enum {string} */
        PkceMethodServiceModel: "plain" | "S256";
        /** @enum {string} */
        PortfolioInheritanceServiceModel: "SAME_PORTFOLIO" | "MAIN_PORTFOLIO" | "ALL_PORTFOLIO";
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
        ProfileLinkingFieldServiceModel: "Email" | "Username" | "None";
        /** @description For the subtype AppleId: where both are given and clientSecret is a private key, it signs the secret that Apple asks for. Otherwise they change nothing. */
        ProviderCustomConfigModel: {
            keyId: string | null;
            teamId: string | null;
        };
        /**
         * @description Which icon its button on the sign-in page has. With AppleId, it is also asked to answer by form_post, and the secret is what the private key of providerCustomConfig signs.
         * @enum {string}
         */
        ProviderSubtypeServiceModel: "Custom" | "AppleId" | "Google" | "Facebook" | "LinkedIn" | "OutSystems11";
        /** @enum {string} */
        ProviderTypeServiceModel: "OIDC" | "SAML" | "Cognito";
        RevokeDetailsRequest: {
            assetKeys?: string[] | null;
        };
        RoleUserResponse: {
            _embedded?: components["schemas"]["UserProfileEmbeddedResponse"];
            email: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastLoginAt: string | null;
            name: string | null;
            photoUrl: string | null;
            status: components["schemas"]["UserProfileStatus"];
        };
        RoleUserResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["RoleUserResponse"][];
        };
        /** @description Names, in any case: metadataUrl, entityId, singleSignOnUrl, singleSignOnBinding, singleLogoutUrl, singleLogoutBinding, singleLogoutResponseUrl, certificate, nameIdFormat, subjectAttribute, authenticationContext, secondFactorContexts, serviceProviderEntityId, signRequests, forceAuthentication, requireSignedAssertion, requireEncryptedAssertion, allowProviderInitiated. Others are kept, and change nothing. */
        SamlConfigurationItemModel: {
            configName: string | null;
            configValue: string | null;
        };
        /** @enum {string} */
        StageServiceModel: "PRD" | "QA" | "DEV" | "SAME_STAGE";
        /** @description What the provider calls a claim. Normal claims, in any case: username, name, email, email_verified, picture, terms. Others are kept, and change nothing. */
        TokenNormalizationModel: {
            foreignClaim: string | null;
            normalClaim: string | null;
        };
        UserApplicationRoleApiResponse: {
            /** Format: uuid */
            assetKey: string;
            assignedGroups: components["schemas"]["AssignedGroupInfoApiResponse"][];
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
        };
        UserApplicationRoleApiResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["UserApplicationRoleApiResponse"][];
        };
        UserGroupResponse: {
            group: components["schemas"]["GroupApiResponse"];
            membershipTypes: components["schemas"]["MembershipType"][];
        };
        UserGroupResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["UserGroupResponse"][];
        };
        UserIdpProfileResponse: {
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
        };
        UserProfileAccessResponse: {
            hasApplicationRoles: boolean;
            hasOrganizationRoles: boolean;
        };
        UserProfileApiResponse: {
            _embedded?: components["schemas"]["UserProfileWithApplicationRolesEmbeddedResponse"];
            access: components["schemas"]["UserProfileAccessResponse"];
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
            status: components["schemas"]["UserProfileStatus"];
        };
        UserProfileApiResponsePaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["UserProfileApiResponse"][];
        };
        UserProfileCountApiResponse: {
            /** Format: int32 */
            userCount: number;
        };
        UserProfileCreateApiRequest: {
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
        UserProfileCreateApiRequestBulkApiRequest: {
            records: components["schemas"]["UserProfileCreateApiRequest"][] | null;
        };
        UserProfileCreateResponse: {
            /** Format: uuid */
            key: string;
        };
        UserProfileEmbeddedResponse: {
            applicationRoles?: components["schemas"]["ApplicationRoleApiResponse"][];
            userIdentityProviders?: components["schemas"]["UserIdpProfileResponse"][];
        };
        /** @enum {string} */
        UserProfileEmbedType: "ApplicationRoles" | "UserIdentityProviders";
        UserProfilePatchRequest: {
            isActive?: boolean | null;
            name?: string | null;
            photoUrl?: string | null;
        };
        /** @enum {string} */
        UserProfileStatus: "Active" | "Invited" | "Inactive" | "PendingRegistration";
        UserProfileWithApplicationRolesEmbeddedResponse: {
            applicationRoles?: components["schemas"]["UserApplicationRoleApiResponse"][];
            userIdentityProviders?: components["schemas"]["UserIdpProfileResponse"][];
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
        /** @description Conflict */
        Conflict: {
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
    ApplicationRole_QueryApplicationRoles: {
        parameters: {
            query?: {
                assetKey?: string;
                environmentKey?: string;
                environmentKeys?: string[];
                key?: string;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                portfolioKeys?: string[];
                /** @description name, environmentKey, assetKey; with a minus in front, descending */
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
                    "application/json": components["schemas"]["ApplicationRoleApiResponsePaginatedResponseApi"];
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
    ApplicationRole_QueryUsersByApplicationRole: {
        parameters: {
            query?: {
                embed?: components["schemas"]["UserProfileEmbedType"][];
                lastLoginAtSince?: string;
                lastLoginAtTo?: string;
                limit?: components["parameters"]["Limit"];
                nameOrEmailContains?: string;
                nameOrEmailOrUsernameContains?: string;
                offset?: components["parameters"]["Offset"];
                /** @description userKey, name, email, status, lastLoginAt; with a minus in front, descending */
                sort?: string;
                userKey?: string;
            };
            header?: never;
            path: {
                key: string;
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
                    "application/json": components["schemas"]["RoleUserResponsePaginatedResponseApi"];
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
    Group_QueryGroups: {
        parameters: {
            query?: {
                environmentKey?: string;
                environmentKeys?: string[];
                identityProviderKey?: string;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                portfolioKeys?: string[];
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
                    "application/json": components["schemas"]["GroupApiResponsePaginatedResponseApi"];
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
    Group_CreateGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupCreateResponse"];
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
    Group_ReadGroup: {
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
                    "application/json": components["schemas"]["GroupApiResponse"];
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
    Group_DeleteGroup: {
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
    Group_UpdateGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchGroupRequest"];
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
    Group_QueryApplicationRolesGroups: {
        parameters: {
            query?: {
                applicationRoleKey?: string;
                applicationRoleKeys?: string[];
                assetKey?: string;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                /** @description name, assetKey; with a minus in front, descending */
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
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationRoleApiResponsePaginatedResponseApi"];
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
    Group_ModifyGroupApplicationRoles: {
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
                "application/json": components["schemas"]["PatchGroupApplicationRolesRequest"];
            };
        };
        responses: {
            /** @description No body */
            200: {
                headers: {
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
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    GroupIdpClaimMapping_DeleteGroupIdpClaimMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                mappingKey: string;
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
    Group_QueryUsersFromGroup: {
        parameters: {
            query?: {
                embed?: components["schemas"]["UserProfileEmbedType"][];
                lastLoginAtSince?: string;
                lastLoginAtTo?: string;
                limit?: components["parameters"]["Limit"];
                membershipType?: components["schemas"]["MembershipType"];
                nameOrEmailContains?: string;
                nameOrEmailOrUsernameContains?: string;
                offset?: components["parameters"]["Offset"];
                /** @description key, name, email, status, lastLoginAt; with a minus in front, descending */
                sort?: string;
                userKey?: string;
                userKeys?: string[];
            };
            header?: never;
            path: {
                key: string;
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
                    "application/json": components["schemas"]["GroupUserResponsePaginatedResponseApi"];
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
    Group_AddOrRemoveUsersFromGroup: {
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
                "application/json": components["schemas"]["PatchUsersByGroupRequest"];
            };
        };
        responses: {
            /** @description No body */
            200: {
                headers: {
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
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    IdentityProvider_QueryIdentityProviders: {
        parameters: {
            query?: {
                key?: string;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
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
                    "application/json": components["schemas"]["IdentityProviderResponsePaginatedResponseApi"];
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
    IdentityProvider_ReadIdentityProvider: {
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
                    "application/json": components["schemas"]["IdentityProviderResponse"];
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
    OrganizationRole_QueryOrganizationRoles: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                roleKey?: string;
                /** @description name; with a minus in front, descending */
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
                    "application/json": components["schemas"]["OrganizationRoleApiResponsePaginatedResponseApi"];
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
    OrganizationRole_CreateOrganizationRole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationRoleCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationRoleCreateResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            421: components["responses"]["MisdirectedRequest"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    OrganizationRole_ReadOrganizationRole: {
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
                    "application/json": components["schemas"]["OrganizationRoleApiResponse"];
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
    OrganizationRole_DeleteOrganizationRole: {
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
    OrganizationRole_UpdateOrganizationRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationRoleUpdateRequest"];
            };
        };
        responses: {
            /** @description No body */
            204: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
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
    OrganizationRole_QueryUsersByRole: {
        parameters: {
            query?: {
                embed?: components["schemas"]["UserProfileEmbedType"][];
                limit?: components["parameters"]["Limit"];
                nameOrEmailContains?: string;
                nameOrEmailOrUsernameContains?: string;
                offset?: components["parameters"]["Offset"];
                /** @description userKey, name, email, status, lastLoginAt; with a minus in front, descending */
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
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleUserResponsePaginatedResponseApi"];
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
    Permission_QueryPermissions: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
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
                    "application/json": components["schemas"]["PermissionResponsePaginatedResponseApi"];
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
    Permission_ReadPermission: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionResponse"];
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
    UserProfile_QueryUsers: {
        parameters: {
            query?: {
                assetKey?: string;
                domains?: string[];
                embed?: components["schemas"]["UserProfileEmbedType"][];
                environmentKey?: string;
                environmentKeys?: string[];
                hasApplicationRoles?: boolean;
                hasOrganizationRoles?: boolean;
                lastLoginAtSince?: string;
                lastLoginAtTo?: string;
                limit?: components["parameters"]["Limit"];
                loggedInEnvironmentKeys?: string[];
                loggedInPortfolioKeys?: string[];
                nameOrEmailContains?: string;
                nameOrEmailOrUsernameContains?: string;
                offset?: components["parameters"]["Offset"];
                portfolioKeys?: string[];
                /** @description key, name, email, status, lastLoginAt; with a minus in front, descending */
                sort?: string;
                status?: components["schemas"]["UserProfileStatus"];
                userKeys?: string;
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
                    "application/json": components["schemas"]["UserProfileApiResponsePaginatedResponseApi"];
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
    UserProfile_CreateUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserProfileCreateApiRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserProfileCreateResponse"];
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
    UserProfile_GetUser: {
        parameters: {
            query?: {
                embed?: components["schemas"]["UserProfileEmbedType"][];
            };
            header?: never;
            path: {
                key: string;
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
                    "application/json": components["schemas"]["UserProfileApiResponse"];
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
    UserProfile_PatchUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserProfilePatchRequest"];
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
    UserApplicationRoles_QueryUserApplicationRoles: {
        parameters: {
            query?: {
                applicationRoleKeys?: string[];
                assetKey?: string;
                assetKeys?: string[];
                assignmentSources?: components["schemas"]["AssignmentSource"][];
                environmentKey?: string;
                environmentKeys?: string[];
                groupKeys?: string[];
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                portfolioKeys?: string[];
                /** @description name, environmentKey, assetKey; with a minus in front, descending */
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
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserApplicationRoleApiResponsePaginatedResponseApi"];
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
    UserProfile_QueryGroupsByUser: {
        parameters: {
            query?: {
                assetKey?: string;
                environmentKey?: string;
                environmentKeys?: string[];
                limit?: components["parameters"]["Limit"];
                membershipType?: components["schemas"]["MembershipType"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                portfolioKeys?: string[];
            };
            header?: never;
            path: {
                key: string;
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
                    "application/json": components["schemas"]["UserGroupResponsePaginatedResponseApi"];
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
    UserOrganizationRoles_GetUserOrganizationRoles: {
        parameters: {
            query?: {
                assetKeys?: string[];
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
                scopes?: components["schemas"]["OrganizationRoleAssignmentScope"][];
            };
            header?: never;
            path: {
                key: string;
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
                    "application/json": components["schemas"]["OrganizationRoleByUserApiResponsePaginatedResponseApi"];
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
    UserOrganizationRoles_GrantOrganizationRoleToUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                roleKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantDetailsRequest"] | null;
            };
        };
        responses: {
            /** @description No body */
            201: {
                headers: {
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
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    UserOrganizationRoles_RevokeOrganizationRoleForUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                roleKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeDetailsRequest"] | null;
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
    BulkUserProfile_CreateBulkUserProfilesOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again where no answer came: the same caller, key and records find the operation that was stored before, for as long as it is kept */
                "idempotency-key"?: string;
                /** @description A text that the requests of one import have in common: the audit trail then has one entry for all of them. Without it, each operation is an import of its own. It counts for a day. */
                "portico-import"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserProfileCreateApiRequestBulkApiRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkUserProfileOperationApiRecordBulkApiResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvalidRecords"];
                };
            };
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
    BulkUserProfile_GetBulkUserProfileOperationStatus: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none */
                    "Portico-Ignored"?: components["schemas"]["IgnoredNames"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkUserProfileOperationApiRecordBulkApiResponse"];
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
                status?: components["schemas"]["UserProfileStatus"];
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
                    "application/json": components["schemas"]["UserProfileCountApiResponse"];
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
}
