// Made by `npm run sdk:types` from the server. Do not edit.

export interface paths {
    "/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who has access to an asset, holds a role or belongs to a group, and through what
         * @description Needs **End-user management > View end users** or **User and access management > View members** or **End-user management > Manage end-user groups**.
         */
        get: operations["Access_List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export who has access as CSV
         * @description Needs **End-user management > View end users** or **User and access management > View members** or **End-user management > Manage end-user groups**.
         */
        get: operations["Access_Export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
         * Create an API client. Only this answer contains its secret.
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
         * Read an API client with its permissions, both those it was given and those that were added automatically
         * @description Needs **User and access management > Manage API clients**.
         */
        get: operations["ApiClient_Read"];
        put?: never;
        post?: never;
        /**
         * Delete a suspended API client permanently
         * @description Needs **User and access management > Manage API clients**.
         */
        delete: operations["ApiClient_Delete"];
        options?: never;
        head?: never;
        /**
         * Change the name, description, reminder, rotation, public keys or their address of an API client
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
         * Replace the permissions of an API client. This takes effect immediately, also on tokens already issued.
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
    "/api-clients/{key}/registered-apis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the registered APIs of which an API client has scopes, by name
         * @description Needs **User and access management > Manage authentication** or **User and access management > Manage API clients**.
         */
        get: operations["ApiClient_ListRegisteredApis"];
        put?: never;
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
         * Resume a suspended API client: tokens already issued work again
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
         * Generate a new secret. The former one ends immediately, or after the overlap.
         * @description Needs **User and access management > Manage API clients**.
         */
        post: operations["ApiClient_GenerateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-clients/{key}/secrets/{secretKey}": {
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
         * End a secret of an API client now. Tokens already issued stay valid.
         * @description Needs **User and access management > Manage API clients**.
         */
        delete: operations["ApiClient_EndSecret"];
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
         * Suspend an API client: it gets no new tokens, and those already issued are refused immediately
         * @description Needs **User and access management > Manage API clients**.
         */
        post: operations["ApiClient_Suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-clients/{key}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how often an API client got tokens, called APIs and was refused, and why
         * @description Needs **User and access management > Manage API clients**.
         */
        get: operations["ApiClient_ReadUse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-clients/me/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the next secret of the API client that calls, where its settings allow it. The former one ends after the overlap.
         * @description For API clients, with an access token of their own. Needs no permission.
         */
        post: operations["ApiClient_RotateOwnSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the assets of the organization
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Delete** or **Release management > Deploy assets**.
         */
        get: operations["Asset_List"];
        put?: never;
        /**
         * Create an asset. It has no end-user roles yet and is deployed nowhere.
         * @description Needs **Asset management > Create**.
         */
        post: operations["Asset_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an asset with the roles that it defines and the stages in which it is deployed
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Delete** or **Release management > Deploy assets**.
         */
        get: operations["Asset_Read"];
        put?: never;
        post?: never;
        /**
         * Delete an asset with its roles and deployments. Refused while a user or group holds one of the roles.
         * @description Needs **Asset management > Delete**.
         */
        delete: operations["Asset_Delete"];
        options?: never;
        head?: never;
        /**
         * Change the name, type or description of an asset
         * @description Needs **Asset management > Change**.
         */
        patch: operations["Asset_Update"];
        trace?: never;
    };
    "/assets/{key}/application-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Define an end-user role. It exists immediately in every stage in which the asset is deployed.
         * @description Needs **Asset management > Change**.
         */
        post: operations["AssetApplicationRole_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{key}/application-roles/{externalKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an end-user role that an asset defines
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Delete** or **Release management > Deploy assets**.
         */
        get: operations["AssetApplicationRole_Read"];
        put?: never;
        post?: never;
        /**
         * Delete an end-user role in all stages. Refused while a user or group holds it.
         * @description Needs **Asset management > Change**.
         */
        delete: operations["AssetApplicationRole_Delete"];
        options?: never;
        head?: never;
        /**
         * Rename an end-user role in all stages
         * @description Needs **Asset management > Change**.
         */
        patch: operations["AssetApplicationRole_Rename"];
        trace?: never;
    };
    "/assets/{key}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deploy a revision of an asset to a stage: from then on its end-user roles exist there
         * @description Needs **Release management > Deploy assets**.
         */
        post: operations["AssetDeployment_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{key}/deployments/{environmentKey}": {
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
         * Remove an asset and its roles from a stage. Refused while a user or group holds one of the roles.
         * @description Needs **Release management > Deploy assets**.
         */
        delete: operations["AssetDeployment_Delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{key}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the revisions of an asset with their tags and release notes, the newest one first
         * @description Needs **Asset management > Open** or **Asset management > Create** or **Asset management > Debug** or **Asset management > Change** or **Asset management > Delete** or **Release management > Deploy assets** or **Release management > Release** or **Monitoring > Access asset logs and traces** or **Monitoring > Access user information** or **Analyze > Manage code quality findings** or **Analyze > View code quality findings** or **Configuration management > View configurations** or **Configuration management > Edit asset configurations** or **End-user management > View end users** or **End-user management > Manage end-user access** or **End-user management > Manage end-user groups** or **Maintenance > View platform updates**.
         */
        get: operations["AssetRevision_List"];
        put?: never;
        /**
         * Create the next revision of an asset, with or without a tag. What is deployed stays as it is.
         * @description Needs **Asset management > Change**.
         */
        post: operations["AssetRevision_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit trail, newest first: who changed what, when and from where
         * @description Needs **Organization management > View audit trail**.
         */
        get: operations["AuditEntry_List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-entries/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an entry of the audit trail
         * @description Needs **Organization management > View audit trail**.
         */
        get: operations["AuditEntry_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-entries/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit trail as CSV (the default) or as JSON Lines
         * @description Needs **Organization management > View audit trail**.
         */
        get: operations["AuditEntry_Export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get name, color and logo of the pages that people see at their sign-in
         * @description Needs **Organization management > Manage organization**.
         */
        get: operations["Branding_Read"];
        /**
         * Replace name, color and logo of the pages that people see at their sign-in
         * @description Needs **Organization management > Manage organization**.
         */
        put: operations["Branding_Write"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/browser-origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the origins whose pages may call the APIs with a token
         * @description Needs **Organization management > Manage organization**.
         */
        get: operations["BrowserOrigins_Read"];
        /**
         * Replace the origins whose pages may call the APIs with a token. No wildcards.
         * @description Needs **Organization management > Manage organization**.
         */
        put: operations["BrowserOrigins_Write"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change many users: those with these keys, or all that match
         * @description Needs **User and access management > Manage users** or **End-user management > Manage end-user groups** or **User and access management > Manage member access** or **End-user management > Manage end-user access**.
         */
        post: operations["BulkChange_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk-changes/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how far a change of many users is, for whoever asked for it
         * @description Needs **User and access management > Manage users** or **End-user management > Manage end-user groups** or **User and access management > Manage member access** or **End-user management > Manage end-user access**.
         */
        get: operations["BulkChange_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk-changes/{key}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the users as they are who were not changed yet
         * @description Needs **User and access management > Manage users** or **End-user management > Manage end-user groups** or **User and access management > Manage member access** or **End-user management > Manage end-user access**.
         */
        post: operations["BulkChange_Cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk-changes/{key}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what became of each user so far, as CSV
         * @description Needs **User and access management > Manage users** or **End-user management > Manage end-user groups** or **User and access management > Manage member access** or **End-user management > Manage end-user access**.
         */
        get: operations["BulkChange_ReadReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bulk-changes/{key}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what became of each user so far
         * @description Needs **User and access management > Manage users** or **End-user management > Manage end-user groups** or **User and access management > Manage member access** or **End-user management > Manage end-user access**.
         */
        get: operations["BulkChange_ListResults"];
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
        get?: never;
        put?: never;
        /**
         * Add a stage to a portfolio. Permissions for all stages include it immediately.
         * @description Needs **Portfolio management > Manage portfolio**.
         */
        post: operations["Environment_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environmentKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a stage that the caller may view
         * @description Needs **Portfolio management > View stage**.
         */
        get: operations["Environment_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{key}/claim-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Map a claim of an identity provider to a group: users who sign in with the claim become members
         * @description Needs **End-user management > Manage end-user groups**.
         */
        post: operations["ClaimMapping_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{key}/claim-mappings/{mappingKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a claim mapping of a group
         * @description Needs **End-user management > Manage end-user groups**.
         */
        get: operations["ClaimMapping_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the identity provider or the claim of a mapping
         * @description Needs **End-user management > Manage end-user groups**.
         */
        patch: operations["ClaimMapping_Edit"];
        trace?: never;
    };
    "/identity-provider-connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what to register at identity providers
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["IdentityProvider_ReadConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-provider-connection/ending-certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which certificates of SAML providers, and of the own SAML key, end within 30 days or have ended
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["IdentityProvider_ReadEndingCertificates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-provider-connection/saml-metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the metadata of a SAML provider into settings, to create or to change one with them
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["IdentityProvider_ReadSamlMetadata"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-provider-connection/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the connection to an identity provider that is not saved yet
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["IdentityProvider_TestNewConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an external identity provider (OpenID Connect or SAML)
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["IdentityProvider_Create"];
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
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an external identity provider that no profile and no claim mapping refers to
         * @description Needs **User and access management > Manage authentication**.
         */
        delete: operations["IdentityProvider_Delete"];
        options?: never;
        head?: never;
        /**
         * Change an external identity provider. Its secret stays unless another one or null is given.
         * @description Needs **User and access management > Manage authentication**.
         */
        patch: operations["IdentityProvider_Edit"];
        trace?: never;
    };
    "/identity-providers/{key}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who may sign in through an identity provider
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["IdentityProvider_ReadAssignments"];
        /**
         * Assign an external identity provider to members (organization) and to stages
         * @description Needs **User and access management > Manage authentication**.
         */
        put: operations["IdentityProvider_Assign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers/{key}/saml-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the certificates of a SAML provider, and how its metadata were last fetched
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["IdentityProvider_ReadSamlStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers/{key}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the connection to an identity provider, with changes that are not saved yet
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["IdentityProvider_TestConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-providers/{key}/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the domains of an identity provider, and whether its second factor counts
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["IdentityProvider_ReadTrust"];
        /**
         * Replace the domains of an external identity provider, and whether its second factor counts
         * @description Needs **User and access management > Manage authentication**.
         */
        put: operations["IdentityProvider_Trust"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which SMTP server sends the mail of the organization
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        get: operations["MailSettings_Read"];
        /**
         * Set the SMTP server of the organization, and tell its administrators. Needs every permission that controls access.
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        put: operations["MailSettings_Write"];
        post?: never;
        /**
         * Delete the SMTP server of the organization: its mail is then sent through that of the deployment, or kept. Needs every permission that controls access.
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        delete: operations["MailSettings_Delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message immediately, and return the answer of the SMTP server
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        post: operations["MailSettings_Test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the subjects and texts of mails: the own ones of the organization, and those used otherwise
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        get: operations["MailTemplates_Read"];
        /**
         * Replace the own subjects and texts of mails. Those that are not named go back to the default. Needs every permission that controls access.
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        put: operations["MailTemplates_Write"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a subject and a text, and return the mail with sample values. Nothing is stored or sent.
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        post: operations["MailTemplates_Preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mail-templates/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a mail of this subject and text with sample values. Needs every permission that controls access.
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        post: operations["MailTemplates_Test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the mails of the last 30 days, the newest first
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        get: operations["Mail_List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a mail, with its content while it is kept. Needs every permission that controls access: contents hold codes.
         * @description Needs **Configuration management > Manage Email configurations**.
         */
        get: operations["Mail_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the name of the organization and the addresses at which it is reached
         * @description Needs **Organization management > Manage organization**.
         */
        get: operations["Organization_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename the organization
         * @description Needs **Organization management > Manage organization**.
         */
        patch: operations["Organization_Edit"];
        trace?: never;
    };
    "/organization-roles/{key}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an organization role with the permissions that another one, also a built-in one, has now
         * @description Needs **User and access management > Manage organization roles**.
         */
        post: operations["OrganizationRole_Duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what needs attention and what was done lately, as far as the caller may see it
         * @description Needs any one permission.
         */
        get: operations["Overview_Read"];
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
        get?: never;
        put?: never;
        /**
         * Create a portfolio. It has no stages yet.
         * @description Needs **Portfolio management > Manage portfolio**.
         */
        post: operations["Portfolio_Create"];
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
        /**
         * Read a portfolio
         * @description Needs any one permission.
         */
        get: operations["Portfolio_Read"];
        put?: never;
        post?: never;
        /**
         * Delete a portfolio that has no stages and no assets, and for which nobody holds a role
         * @description Needs **Portfolio management > Manage portfolio**.
         */
        delete: operations["Portfolio_Delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rate-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how many requests a minute the organization may make, and how many it has made in this one
         * @description Needs **Organization management > Manage organization**.
         */
        get: operations["RateLimits_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registered-apis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List registered APIs with their scopes, by name
         * @description Needs **User and access management > Manage authentication** or **User and access management > Manage API clients**.
         */
        get: operations["RegisteredApi_List"];
        put?: never;
        /**
         * Register an API of your own, for which clients get access tokens here
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["RegisteredApi_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registered-apis/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a registered API with its scopes
         * @description Needs **User and access management > Manage authentication** or **User and access management > Manage API clients**.
         */
        get: operations["RegisteredApi_Read"];
        put?: never;
        post?: never;
        /**
         * Delete a registered API that is not active, and take its scopes from everybody
         * @description Needs **User and access management > Manage authentication**.
         */
        delete: operations["RegisteredApi_Delete"];
        options?: never;
        head?: never;
        /**
         * Change a registered API. A scope that is missing in the new list is taken from everybody. One that is not active gets no tokens.
         * @description Needs **User and access management > Manage authentication**.
         */
        patch: operations["RegisteredApi_Edit"];
        trace?: never;
    };
    "/registered-apis/{key}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API clients and sign-in applications that hold scopes of a registered API, by name
         * @description Needs **User and access management > Manage authentication** or **User and access management > Manage API clients**.
         */
        get: operations["RegisteredApi_ListGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registered-apis/{key}/grants/api-clients/{apiClientKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which scopes of a registered API an API client has
         * @description Needs **User and access management > Manage authentication** or **User and access management > Manage API clients**.
         */
        get: operations["RegisteredApi_ReadApiClientScopes"];
        /**
         * Set which scopes of a registered API an API client has; none takes the API from it. This needs the permission Manage API clients as well.
         * @description Needs **User and access management > Manage authentication**.
         */
        put: operations["RegisteredApi_SetApiClientScopes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registered-apis/{key}/grants/relying-parties/{relyingPartyKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which scopes of a registered API a sign-in application may ask for
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["RegisteredApi_ReadRelyingPartyScopes"];
        /**
         * Set which scopes of a registered API a sign-in application may ask for; none takes the API from it
         * @description Needs **User and access management > Manage authentication**.
         */
        put: operations["RegisteredApi_SetRelyingPartyScopes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relying-parties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the applications that sign people in by OpenID Connect, with their statuses
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["RelyingParty_List"];
        put?: never;
        /**
         * Register an application that signs people in. Only this answer contains its secret.
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["RelyingParty_Create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relying-parties/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an application that signs people in, with hints of the secrets that work
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["RelyingParty_Read"];
        put?: never;
        post?: never;
        /**
         * Delete an application that signs people in, with its secrets
         * @description Needs **User and access management > Manage authentication**.
         */
        delete: operations["RelyingParty_Delete"];
        options?: never;
        head?: never;
        /**
         * Change an application that signs people in. What is absent stays.
         * @description Needs **User and access management > Manage authentication**.
         */
        patch: operations["RelyingParty_Edit"];
        trace?: never;
    };
    "/relying-parties/{key}/registered-apis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the registered APIs of which a sign-in application may ask for scopes, by name
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["RelyingParty_ListRegisteredApis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relying-parties/{key}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate a new secret. The former one ends immediately, or after the overlap.
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["RelyingParty_GenerateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relying-parties/{key}/secrets/{secretKey}": {
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
         * End one secret immediately
         * @description Needs **User and access management > Manage authentication**.
         */
        delete: operations["RelyingParty_EndSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saml-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the keys with which the organization signs its SAML messages
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["SamlKeys_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saml-keys/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the key with which the organization signs its SAML messages, step by step
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["SamlKeys_Rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the sign-ins of each of the last days, the earliest first
         * @description Needs any one permission.
         */
        get: operations["SignInDay_List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the organization requires of its sign-ins and sessions
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["SignInSettings_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what the organization requires of its sign-ins and sessions, also of sessions that exist
         * @description Needs **User and access management > Manage authentication**.
         */
        patch: operations["SignInSettings_Edit"];
        trace?: never;
    };
    "/signing-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which keys sign the tokens of the organization. Private keys are never read.
         * @description Needs **User and access management > Manage authentication**.
         */
        get: operations["SigningKeys_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signing-keys/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the keys that sign tokens. Immediately needs every permission that controls access.
         * @description Needs **User and access management > Manage authentication**.
         */
        post: operations["SigningKeys_Rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the users that the caller may see and the query selects, as CSV
         * @description Needs **User and access management > Manage users** or **End-user management > View end users** or **User and access management > View members**.
         */
        get: operations["UserExport_Read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a user by e-mail, with organization roles, groups and end-user roles
         * @description Needs **User and access management > Manage users** or **End-user management > Manage end-user access**.
         */
        post: operations["UserInvitations_InviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the users with 1 to 1,000 e-mails, among those that the caller may see
         * @description Needs **User and access management > Manage users** or **End-user management > View end users** or **User and access management > View members**.
         */
        post: operations["UserLookup_Read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what POST /users/bulk would do with 1 to 100 records, without doing it
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserPreview_Read"];
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
         * List the users that the caller may see, also those who have not signed in for long
         * @description Needs **User and access management > Manage users** or **End-user management > View end users** or **User and access management > View members**.
         */
        get: operations["User_List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/authenticator": {
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
         * Remove the authenticator app of a user, and end whatever they have begun
         * @description Needs **User and access management > Manage users**.
         */
        delete: operations["UserAuthenticator_Remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/built-in-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a user a profile at the built-in identity provider, to sign in with a password
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserBuiltInProfile_Add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link a user with an account at an external identity provider before they sign in with it
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserIdentityProvider_Link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/identity-providers/{providerKey}": {
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
         * Unlink a user from their account at an external identity provider
         * @description Needs **User and access management > Manage users**.
         */
        delete: operations["UserIdentityProvider_Unlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a user who cannot sign in yet, or send an invited one a new link and code
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserInvitations_InviteExistingUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/invitation-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link and a code of an invitation to pass on by other means than mail
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserInvitations_CreateLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/offboarding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what offboarding a user would take from them, and what of it the caller may not do
         * @description Needs **User and access management > Manage users**.
         */
        get: operations["UserOffboarding_Read"];
        put?: never;
        /**
         * Offboard a user who leaves: suspend the API clients they created, end the secrets and keys they gave to others and to sign-in applications, remove groups and roles, end sessions, deactivate
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserOffboarding_Offboard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/passkeys/{passkeyKey}": {
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
         * Remove a passkey of a user, and end whatever they have begun
         * @description Needs **User and access management > Manage users**.
         */
        delete: operations["UserPasskeys_Remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a user a link to choose a new password, which works for 24 hours
         * @description Needs **User and access management > Manage users**.
         */
        post: operations["UserPassword_SendReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the permissions that a user has at this moment, and which organization role gives each where
         * @description Needs **User and access management > Manage users** or **User and access management > View members**.
         */
        get: operations["UserPermissions_List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where a user is signed in, and in which applications, the latest sign-in first
         * @description Needs **User and access management > Manage users**.
         */
        get: operations["UserSessions_List"];
        put?: never;
        post?: never;
        /**
         * End all sessions of a user, and whatever else they have begun
         * @description Needs **User and access management > Manage users**.
         */
        delete: operations["UserSessions_EndAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/sessions/{sessionKey}": {
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
         * End one session of a user
         * @description Needs **User and access management > Manage users**.
         */
        delete: operations["UserSessions_End"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{key}/sign-in-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a user signs in with, besides external identity providers
         * @description Needs **User and access management > Manage users**.
         */
        get: operations["UserSignInMethods_Read"];
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
        AccessHolder: {
            email: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastLoginAt: string | null;
            name: string | null;
            sources: components["schemas"]["AccessSource"][];
            status: components["schemas"]["UserProfileStatus"];
        };
        AccessHolderPaginatedResponseApi: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["AccessHolder"][];
        };
        AccessSource: {
            /** Format: uuid */
            assetKey: string | null;
            /** Format: date-time */
            endTime: string | null;
            /** Format: uuid */
            environmentKey: string | null;
            /** Format: uuid */
            groupKey: string | null;
            groupName: string | null;
            /** Format: uuid */
            portfolioKey: string | null;
            /** Format: uuid */
            roleKey: string | null;
            roleName: string | null;
            /** Format: date-time */
            startTime: string | null;
            type: components["schemas"]["AccessSourceType"];
        };
        /** @enum {string} */
        AccessSourceType: "Direct" | "GroupAssigned" | "GroupMapped";
        /** @enum {string} */
        ApiClientAccessTokenType: "at+jwt" | "JWT";
        ApiClientCreateRequest: {
            accessTokenMinutes?: number;
            accessTokenType?: components["schemas"]["ApiClientAccessTokenType"];
            description?: string | null;
            /** Format: date */
            expiresOn?: string | null;
            hasExpiryReminder?: boolean;
            jwks?: components["schemas"]["Jwks"] | null;
            /** @description The address of the public keys, where the client publishes them for private_key_jwt as a JSON Web Key Set: https, in place of jwks. They are read now, and again after five minutes at the latest. */
            jwksUri?: string | null;
            mayRotateSecret?: boolean;
            name: string;
            permissions?: components["schemas"]["PermissionSelection"][];
        };
        ApiClientCreator: {
            /** Format: uuid */
            key: string | null;
            name: string;
            type: components["schemas"]["ApiClientCreatorType"];
        };
        /** @enum {string} */
        ApiClientCreatorType: "api-client" | "user" | "system";
        ApiClientCredentials: {
            clientId: string;
            clientSecret: string;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            secretExpiresAt: string;
        };
        ApiClientDetails: {
            accessTokenMinutes: number;
            accessTokenType: components["schemas"]["ApiClientAccessTokenType"];
            automaticPermissions: components["schemas"]["GrantedPermission"][];
            clientId: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["ApiClientCreator"] | null;
            description: string | null;
            /** Format: date-time */
            firstRequestAt: string | null;
            hasExpiryReminder: boolean;
            jwks: components["schemas"]["Jwks"] | null;
            jwksFetch: components["schemas"]["ApiClientKeyFetch"] | null;
            jwksUri: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            mayRotateSecret: boolean;
            name: string;
            permissions: components["schemas"]["GrantedPermission"][];
            publicKeys: components["schemas"]["ApiClientPublicKey"][];
            /** Format: date-time */
            secretExpiresAt: string;
            secretLastFour: string;
            secrets: components["schemas"]["ApiClientSecret"][];
            status: components["schemas"]["ApiClientStatus"];
            /** Format: date-time */
            updatedAt: string;
        };
        ApiClientKeyFetch: {
            /** Format: date-time */
            failedAt: string | null;
            /** @description In words, for whoever manages the client */
            failure: string | null;
            /** Format: date-time */
            fetchedAt: string | null;
        };
        ApiClientKeyUse: {
            keyId: string | null;
            /** Format: date-time */
            lastHour: string;
        };
        ApiClientPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["ApiClientSummary"][];
        };
        ApiClientPermissions: {
            automaticPermissions: components["schemas"]["GrantedPermission"][];
            permissions: components["schemas"]["GrantedPermission"][];
        };
        ApiClientPermissionsRequest: {
            permissions: components["schemas"]["PermissionSelection"][];
        };
        ApiClientPublicKey: {
            /** Format: date-time */
            createdAt: string | null;
            createdBy: components["schemas"]["ApiClientCreator"] | null;
            keyId: string | null;
        };
        ApiClientRefusal: {
            count: number;
            /** Format: date-time */
            lastHour: string;
            place: components["schemas"]["ApiClientRefusalPlace"];
            reason: string;
            title: string | null;
        };
        /** @enum {string} */
        ApiClientRefusalPlace: "TokenEndpoint" | "Api";
        ApiClientSecret: {
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["ApiClientCreator"] | null;
            /** Format: date-time */
            expiresAt: string;
            isCurrent: boolean;
            /** Format: uuid */
            key: string;
            lastFour: string;
            /** Format: date-time */
            lastUsedAt: string | null;
        };
        ApiClientSecretRequest: {
            /** Format: date */
            expiresOn?: string | null;
            /** @default 0 */
            overlapHours?: number;
        };
        /** @enum {string} */
        ApiClientStatus: "Suspended" | "Expired" | "NeedsAttention" | "Available";
        ApiClientSummary: {
            accessTokenMinutes: number;
            accessTokenType: components["schemas"]["ApiClientAccessTokenType"];
            clientId: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["ApiClientCreator"] | null;
            description: string | null;
            /** Format: date-time */
            firstRequestAt: string | null;
            hasExpiryReminder: boolean;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            mayRotateSecret: boolean;
            name: string;
            /** Format: date-time */
            secretExpiresAt: string;
            secretLastFour: string;
            status: components["schemas"]["ApiClientStatus"];
            /** Format: date-time */
            updatedAt: string;
        };
        ApiClientUpdateRequest: {
            accessTokenMinutes?: number;
            accessTokenType?: components["schemas"]["ApiClientAccessTokenType"];
            description?: string | null;
            hasExpiryReminder?: boolean;
            jwks?: components["schemas"]["Jwks"] | null;
            /** @description The address of the public keys, where the client publishes them for private_key_jwt as a JSON Web Key Set: https, in place of jwks. They are read now, and again after five minutes at the latest. */
            jwksUri?: string | null;
            mayRotateSecret?: boolean;
            name?: string;
        };
        ApiClientUse: {
            keys: components["schemas"]["ApiClientKeyUse"][];
            points: components["schemas"]["ApiClientUsePoint"][];
            refusals: components["schemas"]["ApiClientRefusal"][];
            unit: components["schemas"]["ApiClientUseUnit"];
        };
        /** @enum {string} */
        ApiClientUsePeriod: "Day" | "Week" | "Month";
        ApiClientUsePoint: {
            /** Format: date-time */
            from: string;
            refusals: number;
            requests: number;
            tokens: number;
        };
        /** @enum {string} */
        ApiClientUseUnit: "Hour" | "Day";
        Asset: {
            /** Format: date-time */
            createdAt: string;
            description: string | null;
            highestTag: string | null;
            /** Format: uuid */
            key: string;
            /** Format: int32 */
            latestRevision: number;
            name: string;
            /** Format: uuid */
            portfolioKey: string;
            type: components["schemas"]["AssetType"];
        };
        AssetApplicationRole: {
            claim: string | null;
            /** Format: uuid */
            externalKey: string;
            name: string;
        };
        AssetApplicationRoleCreateRequest: {
            claim?: string | null;
            name: string;
        };
        AssetApplicationRoleCreateResponse: {
            /** Format: uuid */
            externalKey: string;
        };
        AssetApplicationRoleUpdateRequest: {
            name: string;
        };
        AssetCreateRequest: {
            description?: string | null;
            name: string;
            /** Format: uuid */
            portfolioKey?: string | null;
            type?: components["schemas"]["AssetType"];
        };
        AssetCreateResponse: {
            /** Format: uuid */
            key: string;
        };
        AssetDeployment: {
            /** Format: date-time */
            deployedAt: string;
            /** Format: uuid */
            environmentKey: string;
            /** Format: uuid */
            key: string;
            /** Format: int32 */
            revision: number;
        };
        AssetDeploymentCreateRequest: {
            /** Format: uuid */
            environmentKey: string;
            /** Format: int32 */
            revision?: number | null;
        };
        AssetDeploymentCreateResponse: {
            /** Format: uuid */
            key: string;
        };
        AssetDetails: {
            applicationRoles: components["schemas"]["AssetApplicationRole"][];
            /** Format: date-time */
            createdAt: string;
            deployments: components["schemas"]["AssetDeployment"][];
            description: string | null;
            highestTag: string | null;
            /** Format: uuid */
            key: string;
            /** Format: int32 */
            latestRevision: number;
            name: string;
            /** Format: uuid */
            portfolioKey: string;
            type: components["schemas"]["AssetType"];
        };
        AssetPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["Asset"][];
        };
        AssetPatchRequest: {
            description?: string | null;
            name?: string;
            type?: components["schemas"]["AssetType"];
        };
        AssetRevision: {
            /** Format: uuid */
            assetKey: string;
            commitMessage: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string | null;
            releaseNotes: string | null;
            /** Format: int32 */
            revision: number;
            tag: string | null;
            /** Format: date-time */
            taggedAt: string | null;
            taggedBy: string | null;
        };
        AssetRevisionCreateRequest: {
            commitMessage?: string | null;
            releaseNotes?: string | null;
            /** @description a version of three numbers, such as 1.2.0 */
            tag?: string | null;
        };
        AssetRevisionCreateResponse: {
            /** Format: int32 */
            revision: number;
        };
        AssetRevisionPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["AssetRevision"][];
        };
        /** @enum {string} */
        AssetType: "WebApplication" | "MobileApplication" | "LowCodeLibrary" | "ExtensionLibrary" | "ExternalConnection" | "ExternalLibrary" | "Workflow" | "WidgetLibrary" | "AIModelConnection" | "SearchServiceConnection" | "Agent" | "MCPConnection" | "A2AConnection" | "KnowledgeBase" | "MobileLibrary";
        AssignedGroupInfoApiResponse: {
            /** Format: uuid */
            key: string;
            membershipType: components["schemas"]["MembershipType"];
            name: string | null;
        };
        /** @enum {string} */
        AuditAction: "user.created" | "user.updated" | "user.deleted" | "user.activated" | "user.deactivated" | "user.status-restored" | "user.identity-linked" | "user.identity-unlinked" | "user.invited" | "user.invitation-link-created" | "user.registered" | "user.registration-failed" | "user.signed-in" | "user.sign-in-failed" | "user.signed-out" | "user.password-changed" | "user.password-reset" | "user.password-removed" | "user.password-reset-requested" | "user.password-reset-failed" | "user.sessions-ended" | "user.offboarded" | "bulk-change.started" | "bulk-change.undo-started" | "bulk-change.cancelled" | "session.ended" | "consent.given" | "consent.withdrawn" | "passkey.added" | "passkey.updated" | "passkey.removed" | "authenticator.added" | "authenticator.removed" | "import.started" | "group.created" | "group.updated" | "group.deleted" | "group.users-added" | "group.users-removed" | "group.application-roles-added" | "group.application-roles-removed" | "claim-mapping.created" | "claim-mapping.updated" | "claim-mapping.deleted" | "organization-role.created" | "organization-role.updated" | "organization-role.deleted" | "organization-role.granted" | "organization-role.revoked" | "application-role.created" | "application-role.updated" | "application-role.deleted" | "application-role.granted" | "application-role.revoked" | "identity-provider.created" | "identity-provider.updated" | "identity-provider.assigned" | "identity-provider.deleted" | "saml-key.rotated" | "api-client.created" | "api-client.updated" | "api-client.permissions-changed" | "api-client.scopes-changed" | "api-client.secret-generated" | "api-client.secret-ended" | "api-client.suspended" | "api-client.resumed" | "api-client.deleted" | "api-client.authentication-failed" | "relying-party.created" | "relying-party.updated" | "relying-party.scopes-changed" | "relying-party.secret-generated" | "relying-party.secret-ended" | "relying-party.deleted" | "registered-api.created" | "registered-api.updated" | "registered-api.deleted" | "token.revoked" | "asset.created" | "asset.updated" | "asset.deleted" | "asset.deployed" | "asset.undeployed" | "asset.revision-created" | "asset.revision-updated" | "environment.created" | "environment.updated" | "portfolio.created" | "portfolio.updated" | "portfolio.deleted" | "sign-in-settings.updated" | "mail.read" | "mail-settings.updated" | "mail-settings.deleted" | "mail-settings.tested" | "mail-settings.notice-failed" | "mail-templates.updated" | "organization.created" | "organization.set-up" | "organization.updated" | "organization.restored" | "signing-key.rotated" | "master-key.rotated" | "request.refused";
        AuditActor: {
            address: string | null;
            /** Format: uuid */
            key: string | null;
            name: string;
            type: components["schemas"]["AuditActorType"];
        };
        /** @enum {string} */
        AuditActorType: "api-client" | "user" | "system" | "anonymous";
        AuditedEntity: {
            key: string;
            name: string | null;
            type: string;
        };
        /** @enum {string} */
        AuditEntityType: "user" | "bulk-change" | "session" | "consent" | "import" | "group" | "claim-mapping" | "organization-role" | "application-role" | "identity-provider" | "saml-key" | "api-client" | "relying-party" | "registered-api" | "token" | "asset" | "environment" | "portfolio" | "sign-in-settings" | "mail" | "mail-settings" | "mail-templates" | "organization" | "signing-key" | "master-key" | "operation";
        AuditEntry: {
            action: string;
            actor: components["schemas"]["AuditActor"];
            entity: components["schemas"]["AuditedEntity"];
            /** Format: uuid */
            environmentKey: string | null;
            /** Format: uuid */
            key: string;
            newValues: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            occurredAt: string;
            /** Format: int32 */
            occurrences: number;
            oldValues: {
                [key: string]: unknown;
            } | null;
            /** Format: uuid */
            partOf: string | null;
            related: components["schemas"]["AuditedEntity"][];
            result: components["schemas"]["AuditResult"];
            traceId: string | null;
        };
        AuditEntryPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["AuditEntry"][];
        };
        /** @enum {string} */
        AuditExportFormat: "csv" | "jsonl";
        /** @enum {string} */
        AuditResult: "Success" | "Failure";
        Branding: {
            logo: string | null;
            name: string | null;
            /** @description a color such as #3b5bdb */
            primaryColor: string | null;
        };
        BrowserOrigins: {
            origins: string[];
        };
        BulkChange: {
            action: components["schemas"]["BulkChangeAction"];
            /** @description Users who were not reached before the change was cancelled */
            cancelled: number;
            changed: number;
            /** Format: date-time */
            createdAt: string;
            failed: number;
            /** Format: date-time */
            finishedAt: string | null;
            /** Format: uuid */
            groupKey: string | null;
            /** Format: uuid */
            key: string;
            /** Format: uuid */
            roleKey: string | null;
            status: components["schemas"]["BulkChangeStatus"];
            total: number;
            /** @description Users who were already as they should be */
            unchanged: number;
            undoAction: components["schemas"]["BulkChangeAction"] | null;
            undoes: components["schemas"]["UndoneBulkChange"] | null;
            undoneBy: components["schemas"]["UndoingBulkChange"] | null;
        };
        /** @enum {string} */
        BulkChangeAction: "Activate" | "Deactivate" | "Delete" | "Invite" | "AddToGroup" | "RemoveFromGroup" | "GrantOrganizationRole" | "RevokeOrganizationRole" | "GrantApplicationRole" | "RevokeApplicationRole";
        BulkChangeActor: {
            name: string;
            type: components["schemas"]["BulkChangeActorType"];
        };
        /** @enum {string} */
        BulkChangeActorType: "api-client" | "user" | "system";
        /** @enum {string} */
        BulkChangeOutcome: "Changed" | "Unchanged" | "Failed" | "Cancelled";
        BulkChangeRequest: {
            action: components["schemas"]["BulkChangeAction"];
            /** Format: uuid */
            changedBy?: string;
            /** Format: uuid */
            groupKey?: string;
            matching?: components["schemas"]["MatchingUsers"];
            /** Format: uuid */
            roleKey?: string;
            userKeys?: string[];
        };
        BulkChangeResult: {
            email: string | null;
            errorCode: string | null;
            errorMessage: string | null;
            /** Format: uuid */
            key: string;
            name: string | null;
            outcome: components["schemas"]["BulkChangeOutcome"];
        };
        BulkChangeResultPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["BulkChangeResult"][];
        };
        /** @enum {string} */
        BulkChangeStatus: "Processing" | "Finished" | "Cancelled";
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
        ClaimMappingCreateRequest: {
            foreignClaim: components["schemas"]["ForeignClaimRequest"];
            /** Format: uuid */
            providerKey: string;
        };
        ClaimMappingCreateResponse: {
            /** Format: uuid */
            key: string;
        };
        ClaimMappingPatchRequest: {
            foreignClaim?: components["schemas"]["ForeignClaimPatchRequest"];
            /** Format: uuid */
            providerKey?: string;
        };
        /** @enum {string} */
        ClientAssertionSigningAlgorithmServiceModel: "ES256" | "ES384" | "ES512" | "HS256" | "HS384" | "HS512" | "PS256" | "PS384" | "PS512" | "RS256" | "RS384" | "RS512";
        /** @enum {string} */
        ClientAuthenticationMethodServiceModel: "client_secret_post" | "client_secret_basic" | "client_secret_jwt" | "private_key_jwt";
        /** @enum {string} */
        ConnectionFault: "unreachable" | "forbidden-address" | "refused" | "not-json" | "issuer-differs" | "incomplete" | "credentials-refused" | "not-valid" | "denied";
        /** @enum {string} */
        ConnectionOutcome: "passed" | "failed";
        ConnectionStep: {
            /** @description In words, for whoever sets the provider up */
            detail: string;
            outcome: components["schemas"]["ConnectionStepOutcome"];
            reason: components["schemas"]["ConnectionFault"] | null;
            step: components["schemas"]["ConnectionStepName"];
        };
        /** @enum {string} */
        ConnectionStepName: "discovery" | "keys" | "credentials";
        /** @enum {string} */
        ConnectionStepOutcome: "passed" | "failed" | "skipped";
        ConnectionTest: {
            outcome: components["schemas"]["ConnectionOutcome"];
            steps: components["schemas"]["ConnectionStep"][];
        };
        CreateResponse: {
            /** Format: uuid */
            key: string;
        };
        DormantUser: {
            email: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastLoginAt: string | null;
            name: string | null;
        };
        DormantUsers: {
            /** Format: int32 */
            days: number;
            /** Format: int32 */
            total: number;
            users: components["schemas"]["DormantUser"][];
        };
        /** @enum {string} */
        EmailTrustTypeServiceModel: "None" | "EmailVerifiedClaim" | "All";
        /** @description Without a provider, it is that of the organization's own key. */
        EndingCertificate: {
            certificate: components["schemas"]["SamlCertificate"];
            identityProvider: components["schemas"]["EndingCertificateProvider"] | null;
        };
        EndingCertificateProvider: {
            key: string;
            name: string;
        };
        EndingCertificates: {
            /** @description The one that ends first comes first. */
            certificates: components["schemas"]["EndingCertificate"][];
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
        EnvironmentCreateRequest: {
            name: string;
            /** Format: int32 */
            order?: number | null;
            /** Format: uuid */
            portfolioKey?: string | null;
            purpose: components["schemas"]["EnvironmentPurpose"];
        };
        /** @enum {string} */
        EnvironmentPurpose: "Development" | "NonProduction" | "Production";
        ExpiringApiClient: {
            /** Format: uuid */
            key: string;
            name: string;
            /** Format: date-time */
            secretExpiresAt: string;
            status: components["schemas"]["ApiClientStatus"];
        };
        /** @enum {string} */
        ExternalIdentityProviderType: "OIDC" | "SAML";
        FirstStep: {
            isDone: boolean;
            name: components["schemas"]["FirstStepName"];
        };
        /** @enum {string} */
        FirstStepName: "ApiClient" | "Token" | "UserList" | "People" | "Mail" | "SecondFactor" | "SecondAdministrator";
        ForeignClaimModel: {
            name: string;
            value: string;
            valueDelimiter: string | null;
        };
        ForeignClaimPatchRequest: {
            name?: string;
            value?: string;
            valueDelimiter?: string | null;
        };
        ForeignClaimRequest: {
            name: string;
            value: string;
            valueDelimiter?: string | null;
        };
        GrantedPermission: {
            environmentKeys: string[] | null;
            name: string;
            /** Format: uuid */
            permissionKey: string;
        };
        GrantedScopes: {
            scopes: string[];
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
        HeldApi: {
            audience: string;
            isActive: boolean;
            /** Format: uuid */
            key: string;
            name: string;
            scopes: string[];
        };
        HeldApiPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["HeldApi"][];
        };
        /**
         * @description Kept for programs that set it. It changes nothing: every provider is reached in the same way.
         * @enum {string}
         */
        HostingServiceModel: "oscloud" | "selfhosted";
        IdentityProviderAssignments: {
            environmentKeys: string[];
            organization: boolean;
        };
        IdentityProviderCreateRequest: {
            autoCreateProfiles?: boolean;
            emailTrustType?: components["schemas"]["EmailTrustTypeServiceModel"];
            hosting?: components["schemas"]["HostingServiceModel"];
            name: string;
            oidcConfiguration?: components["schemas"]["OidcConfigurationRequest"];
            profileLinkingField?: components["schemas"]["ProfileLinkingFieldServiceModel"];
            samlConfiguration?: components["schemas"]["SamlConfigurationItemRequest"][];
            subtype?: components["schemas"]["ProviderSubtypeServiceModel"];
            tokenNormalizations?: components["schemas"]["TokenNormalizationRequest"][] | null;
            type: components["schemas"]["ExternalIdentityProviderType"];
        };
        IdentityProviderCreateResponse: {
            /** Format: uuid */
            key: string;
        };
        IdentityProviderPatchRequest: {
            autoCreateProfiles?: boolean;
            emailTrustType?: components["schemas"]["EmailTrustTypeServiceModel"];
            hosting?: components["schemas"]["HostingServiceModel"];
            name?: string;
            oidcConfiguration?: components["schemas"]["OidcConfigurationRequest"];
            profileLinkingField?: components["schemas"]["ProfileLinkingFieldServiceModel"];
            samlConfiguration?: components["schemas"]["SamlConfigurationItemRequest"][];
            subtype?: components["schemas"]["ProviderSubtypeServiceModel"];
            tokenNormalizations?: components["schemas"]["TokenNormalizationRequest"][] | null;
        };
        IdentityProviderTrust: {
            emailDomains: string[];
            trustsSecondFactor: boolean;
        };
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
        InvitationCreateResponse: {
            /** Format: uuid */
            key: string;
        };
        InvitationLink: {
            code: string;
            /** Format: date-time */
            expiresAt: string;
            link: string;
        };
        InvitationRequest: {
            applicationRoleKeys?: string[];
            email: string;
            groupKeys?: string[];
            /** Format: uuid */
            identityProviderKey?: string | null;
            language?: components["schemas"]["Language"] | null;
            name?: string | null;
            organizationRoles?: components["schemas"]["InvitedRole"][];
        };
        InvitedRole: {
            assetKeys?: string[];
            /** Format: date-time */
            endTime?: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            startTime?: string | null;
        };
        Jwk: {
            [key: string]: unknown;
        };
        Jwks: {
            keys: components["schemas"]["Jwk"][];
        };
        /** @enum {string} */
        Language: "en" | "de" | "pt";
        Mail: {
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** @description Why the last attempt failed, in words */
            error: string | null;
            /** @description The same as the errorCode of a problem, such as that of a test message: PTC-MAI-40003 */
            errorCode: string | null;
            /** Format: uuid */
            key: string;
            kind: components["schemas"]["MailKind"];
            /** Format: date-time */
            nextAttemptAt: string | null;
            /** Format: date-time */
            sentAt: string | null;
            status: components["schemas"]["MailStatus"];
            subject: string;
            toAddress: string;
            toName: string | null;
        };
        MailDetails: {
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** @description Why the last attempt failed, in words */
            error: string | null;
            /** @description The same as the errorCode of a problem, such as that of a test message: PTC-MAI-40003 */
            errorCode: string | null;
            html: string | null;
            /** Format: uuid */
            key: string;
            kind: components["schemas"]["MailKind"];
            /** Format: date-time */
            nextAttemptAt: string | null;
            /** Format: date-time */
            sentAt: string | null;
            status: components["schemas"]["MailStatus"];
            subject: string;
            text: string | null;
            toAddress: string;
            toName: string | null;
        };
        /** @enum {string} */
        MailKind: "invitation" | "password-reset" | "secret-expiry" | "certificate-expiry" | "secret-rotated" | "security-notice" | "settings-notice" | "test";
        /** @enum {string} */
        MailLanguage: "en" | "de" | "pt";
        MailPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["Mail"][];
        };
        MailPreview: {
            html: string;
            subject: string;
            text: string;
        };
        MailSettings: {
            fromAddress: string | null;
            fromName: string | null;
            hasPassword: boolean;
            host: string | null;
            /** Format: int32 */
            port: number | null;
            security: components["schemas"]["SmtpSecurity"] | null;
            source: components["schemas"]["MailSettingsSource"];
            /** Format: date-time */
            updatedAt: string | null;
            username: string | null;
            /** Format: date-time */
            workedAt: string | null;
        };
        MailSettingsRequest: {
            fromAddress: string;
            fromName?: string | null;
            host: string;
            password?: string | null;
            /** Format: int32 */
            port: number;
            security: components["schemas"]["SmtpSecurity"];
            username?: string | null;
        };
        /** @enum {string} */
        MailSettingsSource: "organization" | "deployment" | "none";
        /** @enum {string} */
        MailStatus: "waiting" | "sent" | "failed" | "kept";
        MailTemplate: {
            language: components["schemas"]["MailLanguage"];
            name: components["schemas"]["MailTemplateName"];
            subject: string;
            text: string;
        };
        /** @enum {string} */
        MailTemplateName: "invitation" | "invitation-external" | "password-reset" | "password-reset-by-administrator" | "secret-expiry" | "application-secret-expiry" | "certificate-expiry" | "saml-key-expiry" | "secret-rotated" | "security-notice" | "settings-notice" | "test";
        MailTemplatePlaceholders: {
            inSubject: string[];
            name: components["schemas"]["MailTemplateName"];
            optional: string[];
            required: string[];
        };
        MailTemplates: {
            defaults: components["schemas"]["MailTemplate"][];
            placeholders: components["schemas"]["MailTemplatePlaceholders"][];
            templates: components["schemas"]["MailTemplate"][];
        };
        MailTemplatesRequest: {
            templates: components["schemas"]["MailTemplate"][];
        };
        MailTemplateTestRequest: {
            language: components["schemas"]["MailLanguage"];
            name: components["schemas"]["MailTemplateName"];
            subject: string;
            text: string;
            to: string;
        };
        MatchingUsers: {
            /** Format: uuid */
            applicationRoleKey?: string;
            /** Format: uuid */
            assetKey?: string;
            domains?: string[];
            /** Format: date-time */
            dormantSince?: string;
            /** Format: uuid */
            environmentKey?: string;
            environmentKeys?: string[];
            /** Format: uuid */
            groupKey?: string;
            hasApplicationRoles?: boolean;
            hasOrganizationRoles?: boolean;
            /** Format: date-time */
            lastLoginAtSince?: string;
            /** Format: date-time */
            lastLoginAtTo?: string;
            loggedInEnvironmentKeys?: string[];
            loggedInPortfolioKeys?: string[];
            membershipType?: components["schemas"]["MembershipType"];
            nameOrEmailContains?: string;
            nameOrEmailOrUsernameContains?: string;
            /** Format: uuid */
            organizationRoleKey?: string;
            portfolioKeys?: string[];
            status?: components["schemas"]["UserProfileStatus"];
        };
        /** @enum {string} */
        MembershipType: "Assigned" | "Mapped";
        OffboardingCredential: {
            hint: string | null;
            type: components["schemas"]["OffboardingCredentialType"];
        };
        /** @enum {string} */
        OffboardingCredentialType: "Secret" | "PublicKey" | "KeysAddress";
        OffboardingDoneStep: {
            items: components["schemas"]["OffboardingItem"][];
            step: components["schemas"]["OffboardingStepName"];
            total: number;
        };
        OffboardingItem: {
            /** Format: uuid */
            assetKey: string | null;
            credential: components["schemas"]["OffboardingCredential"] | null;
            /** Format: uuid */
            environmentKey: string | null;
            /** Format: uuid */
            key: string;
            name: string | null;
        };
        OffboardingPlan: {
            steps: components["schemas"]["OffboardingPlanStep"][];
        };
        OffboardingPlanStep: {
            items: components["schemas"]["OffboardingItem"][];
            refusal: string | null;
            step: components["schemas"]["OffboardingStepName"];
            total: number;
        };
        OffboardingReport: {
            steps: components["schemas"]["OffboardingDoneStep"][];
        };
        OffboardingRequest: {
            steps?: components["schemas"]["OffboardingStepName"][];
        };
        /** @enum {string} */
        OffboardingStepName: "SuspendApiClients" | "EndClientCredentials" | "EndApplicationCredentials" | "RemoveFromGroups" | "RevokeApplicationRoles" | "RevokeOrganizationRoles" | "EndSessions" | "Deactivate";
        OidcConfigurationRequest: {
            authorizationUrl?: string | null;
            clientAssertionSigningAlgorithm?: components["schemas"]["ClientAssertionSigningAlgorithmServiceModel"] | null;
            clientAuthenticationMethod?: components["schemas"]["ClientAuthenticationMethodServiceModel"] | null;
            clientId?: string | null;
            clientSecret?: string | null;
            discoveryUrl?: string | null;
            issuer?: string | null;
            jwksUrl?: string | null;
            logoutUrl?: string | null;
            pkceMethod?: components["schemas"]["PkceMethodServiceModel"];
            providerCustomConfig?: components["schemas"]["ProviderCustomConfigRequest"] | null;
            scopes?: string[] | null;
            suppressNonceVerification?: boolean;
            tokenUrl?: string | null;
            usePkce?: boolean;
            userInfoUrl?: string | null;
        };
        Organization: {
            audience: string;
            /** Format: date-time */
            createdAt: string;
            discoveryUrl: string;
            domain: string | null;
            issuer: string;
            /** Format: uuid */
            key: string;
            name: string;
            publicUrl: string;
            version: string;
        };
        OrganizationRequest: {
            name: string;
        };
        OrganizationRoleCreateResponse: {
            /** Format: uuid */
            orgRoleKey: string;
        };
        OrganizationRoleDuplicateRequest: {
            name: string;
        };
        Overview: {
            dormantUsers: components["schemas"]["DormantUsers"] | null;
            /** @description The one that ends first comes first. */
            endingCertificates: components["schemas"]["EndingCertificate"][] | null;
            expiringApiClients: components["schemas"]["ExpiringApiClient"][] | null;
            firstSteps: components["schemas"]["FirstStep"][];
            recentChanges: components["schemas"]["AuditEntry"][] | null;
            signInDays: components["schemas"]["SignInDay"][];
            usersByStatus: components["schemas"]["UsersWithStatus"][] | null;
        };
        OwnSecretRequest: {
            clientSecret: string;
            /** Format: date */
            expiresOn?: string | null;
            /** @default 24 */
            overlapHours?: number;
        };
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
        PermissionSelection: {
            environmentKeys?: string[] | null;
            name?: string;
            /** Format: uuid */
            permissionKey?: string;
        };
        PermissionSource: {
            assetKeys: string[];
            environmentKeys: string[];
            isEverywhere: boolean;
            portfolioKeys: string[];
            /** Format: uuid */
            roleKey: string;
            roleName: string;
        };
        /** @enum {string} */
        PkceMethodServiceModel: "plain" | "S256";
        Portfolio: {
            isMainPortfolio: boolean;
            /** Format: uuid */
            key: string;
            name: string;
            /** Format: int32 */
            nonProductionEnvironmentCount: number;
            type: string | null;
        };
        PortfolioCreateRequest: {
            name: string;
        };
        PreparedLink: {
            /** Format: uuid */
            identityProviderKey: string;
            name: string;
            subject: string | null;
            /** Format: date-time */
            usableUntil: string | null;
            username: string | null;
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
        ProfileLinkingFieldServiceModel: "Email" | "Username" | "None";
        ProviderConnection: {
            /** @description The public keys for private_key_jwt, where no private key is entered as the secret (JWK Set) */
            keysUrl: string;
            /** @description To register at OpenID providers, as the address to which they send people back who have signed out there: one for all of them */
            postLogoutRedirectUri: string;
            /** @description To register at an OpenID provider, as the address to which it sends people back, with the key of the identity provider in place of {key} */
            redirectUri: string;
            /** @description Where SAML providers send assertions, by HTTP-POST */
            samlAssertionConsumerUrl: string;
            /** @description Where SAML providers send what ends sessions */
            samlLogoutUrl: string;
            /** @description The metadata for SAML providers, and the entity ID unless the settings of the provider name another */
            samlMetadataUrl: string;
        };
        ProviderCustomConfigRequest: {
            keyId?: string | null;
            teamId?: string | null;
        };
        /**
         * @description Which icon its button on the sign-in page has. With AppleId, it is also asked to answer by form_post, and the secret is what the private key of providerCustomConfig signs.
         * @enum {string}
         */
        ProviderSubtypeServiceModel: "Custom" | "AppleId" | "Google" | "Facebook" | "LinkedIn" | "OutSystems11";
        RateLimit: {
            /** Format: int32 */
            limit: number | null;
            name: string;
            source: components["schemas"]["RateLimitSource"];
            /** Format: int32 */
            used: number;
        };
        RateLimits: {
            limits: components["schemas"]["RateLimit"][];
        };
        /** @enum {string} */
        RateLimitSource: "organization" | "deployment";
        /** @enum {string} */
        RecentSignInArea: "api-clients" | "organization-roles" | "mail-settings" | "identity-providers";
        RegisteredApi: {
            accessTokenMinutes: number;
            audience: string;
            /** Format: date-time */
            createdAt: string;
            isActive: boolean;
            /** Format: uuid */
            key: string;
            name: string;
            scopes: components["schemas"]["RegisteredApiScope"][];
            /** Format: date-time */
            updatedAt: string;
        };
        RegisteredApiCreated: {
            /** Format: uuid */
            key: string;
        };
        RegisteredApiCreateRequest: {
            accessTokenMinutes?: number;
            audience: string;
            name: string;
            scopes: components["schemas"]["RegisteredApiScopeRequest"][];
        };
        RegisteredApiPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["RegisteredApi"][];
        };
        RegisteredApiScope: {
            description: string | null;
            name: string;
        };
        RegisteredApiScopeRequest: {
            description?: string | null;
            name: string;
        };
        RegisteredApiUpdateRequest: {
            accessTokenMinutes?: number;
            isActive?: boolean;
            name?: string;
            scopes?: components["schemas"]["RegisteredApiScopeRequest"][];
        };
        RelyingPartyAllowedUsers: {
            applicationRoleKeys?: string[];
            groupKeys?: string[];
            who: components["schemas"]["RelyingPartyAllowedUsersKind"];
        };
        /** @enum {string} */
        RelyingPartyAllowedUsersKind: "everybody" | "roles" | "groups";
        /** @enum {string} */
        RelyingPartyClientAuthentication: "none" | "client_secret_basic" | "client_secret_post" | "private_key_jwt";
        RelyingPartyCreateRequest: {
            accessTokenMinutes?: number;
            allowedUsers?: components["schemas"]["RelyingPartyAllowedUsers"];
            allowsRefreshTokens?: boolean;
            /** Format: uuid */
            assetKey?: string | null;
            backChannelLogoutUri?: string | null;
            clientAuthentication?: components["schemas"]["RelyingPartyClientAuthentication"];
            /** Format: uuid */
            environmentKey?: string | null;
            /** Format: date */
            expiresOn?: string | null;
            hasExpiryReminder?: boolean;
            identityProviderKeys?: string[] | null;
            initiateLoginUri?: string | null;
            isActive?: boolean;
            jwks?: components["schemas"]["Jwks"] | null;
            jwksUri?: string | null;
            logoUrl?: string | null;
            maxSignInAgeMinutes?: number | null;
            name: string;
            postLogoutRedirectUris?: string[];
            redirectUris: string[];
            refreshTokenDays?: number;
            requiresConsent?: boolean;
            requiresPkce?: boolean;
            requiresPushedRequests?: boolean;
            requiresSecondFactor?: boolean;
            scopes?: components["schemas"]["RelyingPartyScope"][];
            type: components["schemas"]["RelyingPartyType"];
            usesDpop?: components["schemas"]["RelyingPartyDpopUse"];
        };
        RelyingPartyCredentials: {
            clientId: string;
            clientSecret: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            secretExpiresAt: string | null;
        };
        RelyingPartyDetails: {
            accessTokenMinutes: number;
            allowedUsers: components["schemas"]["RelyingPartyStoredAllowedUsers"];
            allowsRefreshTokens: boolean;
            /** Format: uuid */
            assetKey: string | null;
            backChannelLogoutUri: string | null;
            clientAuthentication: components["schemas"]["RelyingPartyClientAuthentication"];
            clientId: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["ApiClientCreator"];
            /** Format: uuid */
            environmentKey: string | null;
            hasExpiryReminder: boolean;
            identityProviderKeys: string[] | null;
            initiateLoginUri: string | null;
            isActive: boolean;
            jwks: components["schemas"]["Jwks"] | null;
            jwksUri: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            logoUrl: string | null;
            maxSignInAgeMinutes: number | null;
            name: string;
            postLogoutRedirectUris: string[];
            redirectUris: string[];
            refreshTokenDays: number;
            requiresConsent: boolean;
            requiresPkce: boolean;
            requiresPushedRequests: boolean;
            requiresSecondFactor: boolean;
            scopes: components["schemas"]["RelyingPartyScope"][];
            /** Format: date-time */
            secretExpiresAt: string | null;
            secrets: components["schemas"]["RelyingPartySecret"][];
            status: components["schemas"]["RelyingPartyStatus"];
            type: components["schemas"]["RelyingPartyType"];
            /** Format: date-time */
            updatedAt: string;
            usesDpop: components["schemas"]["RelyingPartyDpopUse"];
        };
        /** @enum {string} */
        RelyingPartyDpopUse: "never" | "allowed" | "required";
        RelyingPartyPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["RelyingPartySummary"][];
        };
        /** @enum {string} */
        RelyingPartyScope: "openid" | "profile" | "email" | "groups" | "roles" | "offline_access";
        RelyingPartySecret: {
            /** Format: date-time */
            createdAt: string;
            createdBy: components["schemas"]["ApiClientCreator"] | null;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            firstUsedAt: string | null;
            isCurrent: boolean;
            /** Format: uuid */
            key: string;
            lastFour: string;
            /** Format: date-time */
            lastUsedAt: string | null;
        };
        RelyingPartySecretRequest: {
            /** Format: date */
            expiresOn?: string | null;
            /** @default 0 */
            overlapHours?: number;
        };
        /** @enum {string} */
        RelyingPartyStatus: "Inactive" | "Expired" | "NeedsAttention" | "Available";
        RelyingPartyStoredAllowedUsers: {
            applicationRoleKeys?: string[];
            groupKeys?: string[];
            who: components["schemas"]["RelyingPartyAllowedUsersKind"];
        };
        RelyingPartySummary: {
            /** Format: uuid */
            assetKey: string | null;
            clientAuthentication: components["schemas"]["RelyingPartyClientAuthentication"];
            clientId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            environmentKey: string | null;
            isActive: boolean;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            logoUrl: string | null;
            name: string;
            /** Format: date-time */
            secretExpiresAt: string | null;
            status: components["schemas"]["RelyingPartyStatus"];
            type: components["schemas"]["RelyingPartyType"];
            /** Format: date-time */
            updatedAt: string;
        };
        /** @enum {string} */
        RelyingPartyType: "web" | "single-page" | "native";
        RelyingPartyUpdateRequest: {
            accessTokenMinutes?: number;
            allowedUsers?: components["schemas"]["RelyingPartyAllowedUsers"];
            allowsRefreshTokens?: boolean;
            /** Format: uuid */
            assetKey?: string | null;
            backChannelLogoutUri?: string | null;
            clientAuthentication?: components["schemas"]["RelyingPartyClientAuthentication"];
            /** Format: uuid */
            environmentKey?: string | null;
            hasExpiryReminder?: boolean;
            identityProviderKeys?: string[] | null;
            initiateLoginUri?: string | null;
            isActive?: boolean;
            jwks?: components["schemas"]["Jwks"] | null;
            jwksUri?: string | null;
            logoUrl?: string | null;
            maxSignInAgeMinutes?: number | null;
            name?: string;
            postLogoutRedirectUris?: string[];
            redirectUris?: string[];
            refreshTokenDays?: number;
            requiresConsent?: boolean;
            requiresPkce?: boolean;
            requiresPushedRequests?: boolean;
            requiresSecondFactor?: boolean;
            scopes?: components["schemas"]["RelyingPartyScope"][];
            usesDpop?: components["schemas"]["RelyingPartyDpopUse"];
        };
        RenewedApiClientCredentials: {
            clientId: string;
            clientSecret: string;
            /** Format: date-time */
            formerSecretExpiresAt: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            secretExpiresAt: string;
        };
        RenewedRelyingPartyCredentials: {
            clientId: string;
            clientSecret: string;
            /** Format: date-time */
            formerSecretExpiresAt: string | null;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            secretExpiresAt: string;
        };
        RotatedSigningKey: {
            /** Format: date-time */
            activatesAt: string;
            /** Format: uuid */
            kid: string;
        };
        SamlCertificate: {
            /** @description SHA-256, as providers show it */
            fingerprint: string;
            state: components["schemas"]["SamlCertificateState"];
            subject: string;
            /** Format: date-time */
            validFrom: string;
            /** Format: date-time */
            validTo: string;
        };
        /**
         * @description ends-soon: within 30 days. The key of one that has ended counts all the same.
         * @enum {string}
         */
        SamlCertificateState: "valid" | "ends-soon" | "ended";
        SamlConfigurationItemRequest: {
            configName: string;
            configValue: string;
        };
        SamlKey: {
            certificate: components["schemas"]["SamlCertificate"];
            /** Format: date-time */
            createdAt: string;
            key: string;
            use: components["schemas"]["SamlKeyUse"];
        };
        SamlKeyRotation: {
            step: components["schemas"]["SamlKeyStep"];
        };
        SamlKeys: {
            /** @description The newest first. The first one is made when it is first needed. */
            keys: components["schemas"]["SamlKey"][];
        };
        /**
         * @description begin: publishes a next key beside the current one. switch: the next key signs from now on. end: deletes the former key. cancel: deletes the next key.
         * @enum {string}
         */
        SamlKeyStep: "begin" | "switch" | "end" | "cancel";
        /**
         * @description current: signs, and providers encrypt for it. next: published beside it. former: what is encrypted for it can still be read.
         * @enum {string}
         */
        SamlKeyUse: "next" | "current" | "former";
        SamlMetadataRequest: {
            /** @description The XML document with the metadata of one identity provider */
            metadata: string;
        };
        SamlMetadataSetting: {
            configName: string;
            configValue: string;
        };
        SamlMetadataSettings: {
            certificates: components["schemas"]["SamlCertificate"][];
            samlConfiguration: components["schemas"]["SamlMetadataSetting"][];
        };
        SamlMetadataStatus: {
            /** @description Why they could not be fetched the last time, in words */
            failure: string | null;
            failureReason: components["schemas"]["ConnectionFault"] | null;
            /** Format: date-time */
            readAt: string | null;
            url: string;
        };
        SamlStatus: {
            /** @description Those that count: of the settings, else of the metadata */
            certificates: components["schemas"]["SamlCertificate"][];
            metadata: components["schemas"]["SamlMetadataStatus"] | null;
        };
        ScopeHolder: {
            clientId: string;
            /** Format: uuid */
            key: string;
            name: string;
            scopes: string[];
            type: components["schemas"]["ScopeHolderType"];
        };
        ScopeHolderPage: {
            page: components["schemas"]["PageInfoWithTotalsApi"];
            results: components["schemas"]["ScopeHolder"][];
        };
        /** @enum {string} */
        ScopeHolderType: "api-client" | "relying-party";
        /** @enum {string} */
        SelfHostedStateKind: "Pending" | "Configured" | "Deployed" | "MissingConfigurations" | "Ready" | "WakingUp" | "ScheduledForDeletion" | "Hibernated";
        SessionApplication: {
            /** Format: uuid */
            key: string;
            logoPath: string | null;
            name: string;
        };
        SignInDay: {
            /** Format: date */
            day: string;
            /** Format: int32 */
            signIns: number;
        };
        SignInDayList: {
            results: components["schemas"]["SignInDay"][];
        };
        /** @enum {string} */
        SigningAlgorithm: "ES256" | "RS256" | "PS256" | "EdDSA";
        SigningKey: {
            /** Format: date-time */
            activatesAt: string;
            algorithm: components["schemas"]["SigningAlgorithm"];
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            kid: string;
            /** Format: date-time */
            retiresAt: string | null;
            signsAccessTokens: boolean;
            state: components["schemas"]["SigningKeyState"];
        };
        SigningKeyRotation: {
            algorithm?: components["schemas"]["SigningAlgorithm"] | null;
            mode: components["schemas"]["SigningKeyRotationMode"];
        };
        /** @enum {string} */
        SigningKeyRotationMode: "planned" | "immediate";
        SigningKeys: {
            keys: components["schemas"]["SigningKey"][];
            keySetUrl: string;
            /** Format: int32 */
            rotatedEveryDays: number | null;
        };
        /** @enum {string} */
        SigningKeyState: "next" | "active" | "retired";
        /** @enum {string} */
        SignInMethod: "password" | "password+totp" | "passkey" | "external" | "external+totp" | "external+mfa";
        /** @enum {string} */
        SignInRuleUsers: "nobody" | "members" | "roles" | "everybody";
        SignInSettings: {
            /** Format: int32 */
            idleMinutes: number | null;
            passwordsRefusedFor: components["schemas"]["SignInRuleUsers"];
            passwordsRefusedRoleKeys: string[];
            /** Format: int32 */
            recentSignInMinutes: number;
            recentSignInRequiredFor: components["schemas"]["RecentSignInArea"][];
            secondFactorRequiredFor: components["schemas"]["SignInRuleUsers"];
            secondFactorRoleKeys: string[];
            /** Format: int32 */
            sessionMinutes: number;
            /** Format: date-time */
            updatedAt: string | null;
        };
        SignInSettingsRequest: {
            /** Format: int32 */
            idleMinutes?: number | null;
            passwordsRefusedFor?: components["schemas"]["SignInRuleUsers"];
            passwordsRefusedRoleKeys?: string[];
            /** Format: int32 */
            recentSignInMinutes?: number;
            recentSignInRequiredFor?: components["schemas"]["RecentSignInArea"][];
            secondFactorRequiredFor?: components["schemas"]["SignInRuleUsers"];
            secondFactorRoleKeys?: string[];
            /** Format: int32 */
            sessionMinutes?: number;
        };
        /** @enum {string} */
        SmtpSecurity: "none" | "starttls" | "tls";
        TestMailAnswer: {
            answer: string | null;
            /** Format: uuid */
            key: string;
            status: components["schemas"]["TestMailStatus"];
        };
        TestMailRequest: {
            to: string;
        };
        /** @enum {string} */
        TestMailStatus: "sent" | "kept";
        TokenNormalizationRequest: {
            foreignClaim: string;
            normalClaim: string;
        };
        UndoingBulkChange: {
            actor: components["schemas"]["BulkChangeActor"];
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            key: string;
            left: number;
            status: components["schemas"]["BulkChangeStatus"];
        };
        UndoneBulkChange: {
            invited: number;
            /** Format: uuid */
            key: string;
            total: number;
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
        UserIdentityProviderLink: {
            /** Format: uuid */
            providerKey: string;
            subject?: string | null;
            username?: string | null;
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
        UserLookup: {
            results: components["schemas"]["UserLookupResult"][];
        };
        UserLookupRequest: {
            emails: string[];
        };
        UserLookupResult: {
            email: string;
            user: components["schemas"]["UserLookupUser"] | null;
        };
        UserLookupUser: {
            email: string | null;
            /** Format: uuid */
            key: string;
            name: string | null;
            status: components["schemas"]["UserProfileStatus"];
        };
        UserPasskey: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            name: string;
        };
        UserPermission: {
            category: string;
            /** Format: uuid */
            key: string;
            name: string;
            sources: components["schemas"]["PermissionSource"][];
        };
        UserPermissionList: {
            results: components["schemas"]["UserPermission"][];
        };
        UserPreview: {
            results: components["schemas"]["UserPreviewResult"][];
        };
        UserPreviewRequest: {
            records: components["schemas"]["UserProfileCreateApiRequest"][];
        };
        UserPreviewResult: {
            errorCode: string | null;
            errorMessage: string | null;
            status: components["schemas"]["UserPreviewStatus"];
            /** Format: uuid */
            userKey: string | null;
        };
        /** @enum {string} */
        UserPreviewStatus: "Inserted" | "Updated" | "Error";
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
        /** @enum {string} */
        UserProfileEmbedType: "ApplicationRoles" | "UserIdentityProviders";
        /** @enum {string} */
        UserProfileStatus: "Active" | "Invited" | "Inactive" | "PendingRegistration";
        UserProfileWithApplicationRolesEmbeddedResponse: {
            applicationRoles?: components["schemas"]["UserApplicationRoleApiResponse"][];
            userIdentityProviders?: components["schemas"]["UserIdpProfileResponse"][];
        };
        UserSession: {
            address: string | null;
            applications: components["schemas"]["SessionApplication"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            key: string;
            /** Format: date-time */
            lastSeenAt: string;
            method: components["schemas"]["SignInMethod"];
            userAgent: string | null;
        };
        UserSessionList: {
            results: components["schemas"]["UserSession"][];
        };
        UserSignInMethods: {
            /** Format: date-time */
            authenticatorAddedAt: string | null;
            passkeys: components["schemas"]["UserPasskey"][];
            /** Format: date-time */
            passwordChangedAt: string | null;
            preparedLinks: components["schemas"]["PreparedLink"][];
        };
        UsersWithStatus: {
            status: components["schemas"]["UserProfileStatus"];
            /** Format: int32 */
            users: number;
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
    Access_List: {
        parameters: {
            query?: {
                applicationRoleKey?: string;
                assetKey?: string;
                dormantSince?: string;
                environmentKey?: string;
                groupKey?: string;
                limit?: components["parameters"]["Limit"];
                nameOrEmailContains?: string;
                offset?: components["parameters"]["Offset"];
                organizationRoleKey?: string;
                /** @description key, name, email, status, lastLoginAt; with a minus in front, descending */
                sort?: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessHolderPaginatedResponseApi"];
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
    Access_Export: {
        parameters: {
            query?: {
                applicationRoleKey?: string;
                assetKey?: string;
                /** @description The headings of the columns, a name for each of the 17, in this order: userKey, name, email, status, lastLoginAt, source, roleName, groupName, environmentName, assetName, startTime, endTime, roleKey, groupKey, environmentKey, assetKey, portfolioKey. Without it these are the headings. */
                columnNames?: string[];
                dormantSince?: string;
                environmentKey?: string;
                groupKey?: string;
                nameOrEmailContains?: string;
                organizationRoleKey?: string;
                status?: components["schemas"]["UserProfileStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A line for each grant and each membership. A cell that begins like a formula gets an apostrophe in front. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
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
    ApiClient_List: {
        parameters: {
            query?: {
                clientId?: string;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                /** @description name, createdAt, lastUsedAt, secretExpiresAt; with a minus in front, descending */
                sort?: string;
                status?: components["schemas"]["ApiClientStatus"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientPage"];
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
    ApiClient_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiClientCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientCredentials"];
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
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientDetails"];
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
    ApiClient_Edit: {
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
                "application/json": components["schemas"]["ApiClientUpdateRequest"];
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
    ApiClient_SetPermissions: {
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
                "application/json": components["schemas"]["ApiClientPermissionsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientPermissions"];
                };
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
    ApiClient_ListRegisteredApis: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldApiPage"];
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
                "application/json": components["schemas"]["ApiClientSecretRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewedApiClientCredentials"];
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
    ApiClient_EndSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                secretKey: string;
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
    ApiClient_ReadUse: {
        parameters: {
            query?: {
                period?: components["schemas"]["ApiClientUsePeriod"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientUse"];
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
    ApiClient_RotateOwnSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnSecretRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewedApiClientCredentials"];
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
    Asset_List: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                portfolioKey?: string;
                /** @description name, type, createdAt; with a minus in front, descending */
                sort?: string;
                type?: components["schemas"]["AssetType"][];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetPage"];
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
    Asset_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetCreateResponse"];
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
    Asset_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetDetails"];
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
    Asset_Delete: {
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
    Asset_Update: {
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
                "application/json": components["schemas"]["AssetPatchRequest"];
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
    AssetApplicationRole_Create: {
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
                "application/json": components["schemas"]["AssetApplicationRoleCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetApplicationRoleCreateResponse"];
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
    AssetApplicationRole_Read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                externalKey: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetApplicationRole"];
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
    AssetApplicationRole_Delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                externalKey: string;
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
    AssetApplicationRole_Rename: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                externalKey: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetApplicationRoleUpdateRequest"];
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
    AssetDeployment_Create: {
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
                "application/json": components["schemas"]["AssetDeploymentCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetDeploymentCreateResponse"];
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
    AssetDeployment_Delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environmentKey: string;
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
    AssetRevision_List: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRevisionPage"];
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
    AssetRevision_Create: {
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
                "application/json": components["schemas"]["AssetRevisionCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetRevisionCreateResponse"];
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
    AuditEntry_List: {
        parameters: {
            query?: {
                action?: components["schemas"]["AuditAction"][];
                actorKey?: string[];
                actorType?: components["schemas"]["AuditActorType"][];
                assetKey?: string[];
                entityKey?: string[];
                entityType?: components["schemas"]["AuditEntityType"][];
                environmentKey?: string[];
                grouped?: boolean;
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
                partOf?: string[];
                result?: components["schemas"]["AuditResult"][];
                roleKey?: string[];
                search?: string;
                searchAction?: components["schemas"]["AuditAction"][];
                since?: string;
                /** @description occurredAt; with a minus in front, descending */
                sort?: string;
                subjectKey?: string[];
                to?: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryPage"];
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
    AuditEntry_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"];
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
    AuditEntry_Export: {
        parameters: {
            query?: {
                action?: components["schemas"]["AuditAction"][];
                actorKey?: string[];
                actorType?: components["schemas"]["AuditActorType"][];
                assetKey?: string[];
                entityKey?: string[];
                entityType?: components["schemas"]["AuditEntityType"][];
                environmentKey?: string[];
                format?: components["schemas"]["AuditExportFormat"];
                grouped?: boolean;
                partOf?: string[];
                result?: components["schemas"]["AuditResult"][];
                roleKey?: string[];
                search?: string;
                searchAction?: components["schemas"]["AuditAction"][];
                since?: string;
                subjectKey?: string[];
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries, newest first. In CSV, a cell that begins like a formula gets an apostrophe in front. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                    "text/csv": string;
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
    Branding_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
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
    Branding_Write: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Branding"];
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
    BrowserOrigins_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserOrigins"];
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
    BrowserOrigins_Write: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrowserOrigins"];
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
    BulkChange_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkChangeRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChange"];
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
    BulkChange_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChange"];
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
    BulkChange_Cancel: {
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
    BulkChange_ReadReport: {
        parameters: {
            query?: {
                /** @description The headings of the columns, a name for each of the 6, in this order: key, name, email, outcome, errorCode, errorMessage. Without it these are the headings. */
                columnNames?: string[];
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
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
    BulkChange_ListResults: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
                outcome?: components["schemas"]["BulkChangeOutcome"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkChangeResultPage"];
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
    Environment_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnvironmentCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateResponse"];
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
            422: components["responses"]["UnprocessableEntity"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    Environment_Read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environmentKey: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Environment"];
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
    ClaimMapping_Create: {
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
                "application/json": components["schemas"]["ClaimMappingCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimMappingCreateResponse"];
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
    ClaimMapping_Read: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupIdpClaimMappingEmbedded"];
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
    ClaimMapping_Edit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                key: string;
                mappingKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimMappingPatchRequest"];
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
    IdentityProvider_ReadConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderConnection"];
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
    IdentityProvider_ReadEndingCertificates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndingCertificates"];
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
    IdentityProvider_ReadSamlMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SamlMetadataRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SamlMetadataSettings"];
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
    IdentityProvider_TestNewConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderCreateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
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
    IdentityProvider_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderCreateResponse"];
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
    IdentityProvider_Delete: {
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
    IdentityProvider_Edit: {
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
                "application/json": components["schemas"]["IdentityProviderPatchRequest"];
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
    IdentityProvider_ReadAssignments: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderAssignments"];
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
    IdentityProvider_Assign: {
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
                "application/json": components["schemas"]["IdentityProviderAssignments"];
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
    IdentityProvider_ReadSamlStatus: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SamlStatus"];
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
    IdentityProvider_TestConnection: {
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
                "application/json": components["schemas"]["IdentityProviderPatchRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
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
    IdentityProvider_ReadTrust: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderTrust"];
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
    IdentityProvider_Trust: {
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
                "application/json": components["schemas"]["IdentityProviderTrust"];
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
    MailSettings_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSettings"];
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
    MailSettings_Write: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailSettingsRequest"];
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
    MailSettings_Delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
    MailSettings_Test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestMailRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestMailAnswer"];
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
    MailTemplates_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTemplates"];
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
    MailTemplates_Write: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplatesRequest"];
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
    MailTemplates_Preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailPreview"];
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
    MailTemplates_Test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTemplateTestRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestMailAnswer"];
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
    Mail_List: {
        parameters: {
            query?: {
                kind?: components["schemas"]["MailKind"][];
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
                status?: components["schemas"]["MailStatus"][];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailPage"];
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
    Mail_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailDetails"];
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
    Organization_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
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
    Organization_Edit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationRequest"];
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
    OrganizationRole_Duplicate: {
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
                "application/json": components["schemas"]["OrganizationRoleDuplicateRequest"];
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
    Overview_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
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
    Portfolio_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortfolioCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateResponse"];
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
    Portfolio_Read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                portfolioKey: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portfolio"];
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
    Portfolio_Delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                portfolioKey: string;
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
    RateLimits_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateLimits"];
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
    RegisteredApi_List: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredApiPage"];
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
    RegisteredApi_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisteredApiCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredApiCreated"];
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
    RegisteredApi_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredApi"];
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
    RegisteredApi_Delete: {
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
    RegisteredApi_Edit: {
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
                "application/json": components["schemas"]["RegisteredApiUpdateRequest"];
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
    RegisteredApi_ListGrants: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScopeHolderPage"];
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
    RegisteredApi_ReadApiClientScopes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                apiClientKey: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantedScopes"];
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
    RegisteredApi_SetApiClientScopes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                apiClientKey: string;
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantedScopes"];
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
    RegisteredApi_ReadRelyingPartyScopes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                relyingPartyKey: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantedScopes"];
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
    RegisteredApi_SetRelyingPartyScopes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path: {
                key: string;
                relyingPartyKey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantedScopes"];
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
    RelyingParty_List: {
        parameters: {
            query?: {
                assetKey?: string;
                clientId?: string;
                environmentKey?: string;
                isActive?: boolean;
                limit?: components["parameters"]["Limit"];
                nameContains?: string;
                offset?: components["parameters"]["Offset"];
                /** @description name, createdAt, lastUsedAt; with a minus in front, descending */
                sort?: string;
                type?: components["schemas"]["RelyingPartyType"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelyingPartyPage"];
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
    RelyingParty_Create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RelyingPartyCreateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelyingPartyCredentials"];
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
    RelyingParty_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelyingPartyDetails"];
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
    RelyingParty_Delete: {
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
    RelyingParty_Edit: {
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
                "application/json": components["schemas"]["RelyingPartyUpdateRequest"];
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
    RelyingParty_ListRegisteredApis: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                offset?: components["parameters"]["Offset"];
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldApiPage"];
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
    RelyingParty_GenerateSecret: {
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
                "application/json": components["schemas"]["RelyingPartySecretRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewedRelyingPartyCredentials"];
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
    RelyingParty_EndSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                secretKey: string;
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
    SamlKeys_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SamlKeys"];
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
    SamlKeys_Rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SamlKeyRotation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SamlKeys"];
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
    SignInDay_List: {
        parameters: {
            query?: {
                days?: number;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInDayList"];
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
    SignInSettings_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description Stands for the fields that can be edited, as they are now. Send it as If-Match with a change. A change that was sent with If-Match answers that of the new state, if the caller may read it */
                    ETag?: components["schemas"]["EntityTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInSettings"];
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
    SignInSettings_Edit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the state that the change starts from. If another state is there by now, the answer is 412, names the fields that differ, and nothing is changed. Without the header, nothing is compared */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInSettingsRequest"];
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
    SigningKeys_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningKeys"];
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
    SigningKeys_Rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SigningKeyRotation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSigningKey"];
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
    UserExport_Read: {
        parameters: {
            query?: {
                assetKey?: string;
                /** @description The headings of the columns, a name for each of the 7, in this order: key, name, email, status, isMember, isEndUser, lastLoginAt. Without it these are the headings. */
                columnNames?: string[];
                domains?: string[];
                dormantSince?: string;
                environmentKey?: string;
                environmentKeys?: string[];
                hasApplicationRoles?: boolean;
                hasOrganizationRoles?: boolean;
                lastLoginAtSince?: string;
                lastLoginAtTo?: string;
                loggedInEnvironmentKeys?: string[];
                loggedInPortfolioKeys?: string[];
                nameOrEmailContains?: string;
                nameOrEmailOrUsernameContains?: string;
                portfolioKeys?: string[];
                status?: components["schemas"]["UserProfileStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
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
    UserInvitations_InviteUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationCreateResponse"];
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
    UserLookup_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserLookupRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserLookup"];
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
    UserPreview_Read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPreviewRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPreview"];
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
    User_List: {
        parameters: {
            query?: {
                assetKey?: string;
                domains?: string[];
                dormantSince?: string;
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
    UserAuthenticator_Remove: {
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
    UserBuiltInProfile_Add: {
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
    UserIdentityProvider_Link: {
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
                "application/json": components["schemas"]["UserIdentityProviderLink"];
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
    UserIdentityProvider_Unlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                providerKey: string;
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
    UserInvitations_InviteExistingUser: {
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
    UserInvitations_CreateLink: {
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
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
    UserOffboarding_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffboardingPlan"];
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
    UserOffboarding_Offboard: {
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
                "application/json": components["schemas"]["OffboardingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffboardingReport"];
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
    UserPasskeys_Remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                passkeyKey: string;
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
    UserPassword_SendReset: {
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
    UserPermissions_List: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPermissionList"];
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
    UserSessions_List: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSessionList"];
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
    UserSessions_EndAll: {
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
    UserSessions_End: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                sessionKey: string;
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
    UserSignInMethods_Read: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSignInMethods"];
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
