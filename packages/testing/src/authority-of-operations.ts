const nothing = 'nothing'
const takesFromUser = 'takes: what the user controls must be held'
const allOfClient = 'gives credentials: every permission of the client must be held'
const stopsClient = 'takes: what the client controls must be held'
const ofProvider = 'decides who signs in: what the users linked to the provider control must be held'
const everybody = "decides over everybody's links and codes: every permission that controls access must be held"
const inStage = 'decides over the end users of its stage, where it has one: Manage end-user access must be held there'
const inRoleEnvironment = 'gives end-user roles, in the stages and of the assets of the permission'
const ofGroup = 'gives the end-user roles of the group, in its stage'

/**
 * What each operation that writes may give or take, and what is required for it beside the permission that opens it: the
 * column *May give* of docs/permissions.md. An operation that is missing here fails the check of the documents.
 */
export const authorityOfOperations: Readonly<Record<string, string>> = {
  OrganizationRole_CreateOrganizationRole: 'gives: what the role controls must be held',
  OrganizationRole_UpdateOrganizationRole:
    'gives: what is added and controls must be held; takes: where something is removed, what the role controlled must be held',
  OrganizationRole_DeleteOrganizationRole: 'nothing: only roles that nobody holds are deleted',
  OrganizationRole_Duplicate: 'gives: what the role controls must be held',
  UserOrganizationRoles_GrantOrganizationRoleToUser:
    'gives: what the role controls where it is granted must be held, also for a period to come; takes, where a role is replaced: what the user controls must be held',
  UserOrganizationRoles_RevokeOrganizationRoleForUser: takesFromUser,
  UserProfile_CreateUser: 'gives a profile to an existing user: what they control must be held',
  BulkUserProfile_CreateBulkUserProfilesOperation:
    'as creating a user, with what the sender may do when it is carried out',
  BulkChange_Create:
    'as the operation for one user, for each of them, with what the sender may do when it is carried out',
  BulkChange_Cancel:
    'keeps things from users, or leaves things with them: what the sender controls at this moment must be held',
  UserLookup_Read: 'nothing: it changes nothing',
  UserProfile_PatchUser: 'takes, where isActive changes: what the user controls must be held; renaming: nothing',
  UserProfile_DeleteUser: takesFromUser,
  UserApplicationRoles_GrantApplicationRoleToUser: inRoleEnvironment,
  UserApplicationRoles_RevokeApplicationRoleForUser: inRoleEnvironment.replace('gives', 'takes'),
  UserInvitations_InviteUser: 'gives roles and memberships: as each of the grants by itself',
  UserInvitations_InviteExistingUser:
    'gives a profile, where the user is not Invited: what they control must be held; the mail goes to the user',
  UserInvitations_CreateLink:
    'gives credentials: every permission of the user must be held, when the link is made and when it is used',
  UserPreview_Read: 'nothing: it changes nothing',
  UserSessions_EndAll: takesFromUser,
  UserSessions_End: takesFromUser,
  UserOffboarding_Offboard: `${takesFromUser}; what the clients control that are suspended or whose secrets and keys are ended, too; Manage end-user groups in the stages of the groups, and Manage API clients, where there are any; Manage authentication where secrets or keys of sign-in applications are ended`,
  UserPasskeys_Remove: takesFromUser,
  UserAuthenticator_Remove: takesFromUser,
  UserIdentityProvider_Link: 'gives a profile: what the user controls must be held',
  UserIdentityProvider_Unlink: takesFromUser,
  UserBuiltInProfile_Add: 'gives a profile: what the user controls must be held; the user chooses the password',
  UserPassword_SendReset: `${takesFromUser}; the mail goes to the user`,
  Group_CreateGroup: ofGroup,
  Group_UpdateGroup: nothing,
  Group_DeleteGroup: ofGroup.replace('gives', 'takes'),
  Group_AddOrRemoveUsersFromGroup: ofGroup.replace('gives', 'gives and takes'),
  Group_ModifyGroupApplicationRoles: ofGroup.replace('gives', 'gives and takes'),
  ClaimMapping_Create: ofGroup,
  ClaimMapping_Edit: ofGroup,
  GroupIdpClaimMapping_DeleteGroupIdpClaimMapping: ofGroup.replace('gives', 'takes'),
  IdentityProvider_Create: 'nothing: nobody is linked to it yet',
  IdentityProvider_Edit: `${ofProvider}; renaming: nothing`,
  IdentityProvider_Delete: ofProvider,
  IdentityProvider_TestConnection: 'nothing: it stores nothing, and the secret goes only where it goes already',
  IdentityProvider_TestNewConnection: nothing,
  IdentityProvider_ReadSamlMetadata: nothing,
  SamlKeys_Rotate: 'nothing: providers trust what is entered there',
  IdentityProvider_Assign: ofProvider,
  IdentityProvider_Trust: `${ofProvider}; where a domain is added, also what the users with an e-mail in it control`,
  ApiClient_Create: 'gives: every permission of the client must be held',
  ApiClient_Edit: `${allOfClient}, where keys are set or rotation is allowed; name and description: nothing`,
  ApiClient_SetPermissions: `gives: every permission that is added must be held; ${stopsClient}, where something is removed`,
  ApiClient_GenerateSecret: allOfClient,
  ApiClient_EndSecret: stopsClient,
  ApiClient_RotateOwnSecret: 'gives credentials: to the client itself, which proves that it has its secret',
  ApiClient_Resume: allOfClient,
  ApiClient_Suspend: stopsClient,
  ApiClient_Delete: stopsClient,
  RelyingParty_Create: inStage,
  RelyingParty_Edit: `${inStage}; name, logo, reminder and deactivation: nothing`,
  RelyingParty_Delete: inStage,
  RelyingParty_GenerateSecret: inStage,
  RelyingParty_EndSecret: inStage,
  RegisteredApi_Create: nothing,
  RegisteredApi_Edit: 'takes scopes from whoever holds one that is removed: nothing more is required',
  RegisteredApi_Delete: 'takes the scopes from whoever holds them: nothing more is required',
  RegisteredApi_SetApiClientScopes:
    'gives and takes what is allowed outside of Portico: Manage API clients is required as well',
  RegisteredApi_SetRelyingPartyScopes: inStage,
  MailSettings_Write: everybody,
  MailSettings_Delete: everybody,
  MailSettings_Test: nothing,
  MailTemplates_Write: everybody,
  MailTemplates_Preview: 'nothing: it stores and sends nothing',
  MailTemplates_Test: everybody,
  Mail_Read: everybody,
  Branding_Write: 'nothing: pages look otherwise',
  Organization_Edit: 'nothing: pages and mails name it otherwise',
  SigningKeys_Rotate:
    "planned: nothing, since no token is refused; immediate: takes everybody's tokens, so every permission that controls access must be held",
  BrowserOrigins_Write: 'nothing: whoever calls still needs a token',
  SignInSettings_Edit:
    'takes protection, where users could sign in with less, or their sessions could do more or go on for longer: what they control must be held; all else: nothing',
  Portfolio_Create: nothing,
  Portfolio_Delete: 'nothing: only portfolios that have nothing and for which nobody holds a role are deleted',
  Portfolios_PatchPortfolio: nothing,
  Environment_Create: 'nothing: who controls the portfolio controls what is added to it',
  Environments_UpdateEnvironments: nothing,
  Environments_PatchEnvironment: nothing,
  Asset_Create: nothing,
  Asset_Update: 'nothing, for the assets of the permission',
  Asset_Delete: 'nothing: only assets whose roles nobody holds are deleted',
  AssetApplicationRole_Create: 'nothing, for the assets of the permission',
  AssetApplicationRole_Rename: 'nothing, for the assets of the permission',
  AssetApplicationRole_Delete: 'nothing: only roles that nobody holds are deleted',
  AssetRevision_Create: 'nothing, for the assets of the permission',
  AssetRepository_ListMultipleAssetRevisions: 'nothing: it reads',
  AssetRepository_PatchVersion: 'nothing, for the assets of the permission',
  AssetDeployment_Create: 'nothing, for the assets and stages of the permission',
  AssetDeployment_Delete: 'nothing: only where nobody holds a role of the asset',
}
