/** The names of the settings that have a meaning, in the order in which they are documented */
export const samlSettingNames = [
  'metadataUrl',
  'entityId',
  'singleSignOnUrl',
  'singleSignOnBinding',
  'singleLogoutUrl',
  'singleLogoutBinding',
  'singleLogoutResponseUrl',
  'certificate',
  'nameIdFormat',
  'subjectAttribute',
  'authenticationContext',
  'secondFactorContexts',
  'serviceProviderEntityId',
  'signRequests',
  'forceAuthentication',
  'requireSignedAssertion',
  'requireEncryptedAssertion',
  'allowProviderInitiated',
] as const
export type SamlSettingName = (typeof samlSettingNames)[number]
