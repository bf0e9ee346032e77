import type { Generated } from 'kysely'
import type { Language } from '../../config/languages.ts'
import type { Flag } from '../flag.ts'
import type { ChangePruningTable } from './foundation-schema.ts'

/** The tables of users, groups, identity providers and bulk operations. How to read them: schema.ts. */
export interface DirectoryTables {
  users: UserTable
  user_counts: UserCountTable
  user_changes: UserChangeTable
  user_change_pruning: ChangePruningTable
  user_change_marks: UserChangeMarkTable
  user_logins: UserLoginTable
  user_identities: UserIdentityTable
  user_application_roles: UserApplicationRoleTable
  groups: GroupTable
  group_users: GroupUserTable
  group_application_roles: GroupApplicationRoleTable
  group_claim_mappings: GroupClaimMappingTable
  user_mapped_groups: UserMappedGroupsTable
  identity_providers: IdentityProviderTable
  identity_provider_environments: IdentityProviderEnvironmentTable
  identity_provider_domains: IdentityProviderDomainTable
  bulk_operations: BulkOperationTable
  bulk_changes: BulkChangeTable
}

export type UserStatus = 'Active' | 'Invited' | 'Inactive' | 'PendingRegistration'

export interface UserTable {
  organization_key: string
  key: string
  name: string | null
  name_folded: string
  email: string | null
  email_folded: string | null
  /** What follows the @ of email_folded */
  email_domain: string | null
  status: UserStatus
  photo_url: string | null
  is_email_verified: Flag | null
  is_terms_accepted: Flag
  /** A key that is made whenever what the user has begun must not go on; null before the first time */
  credentials_epoch: string | null
  last_login_at: string | null
  /** Of the pages that they have used last; null before */
  language: Language | null
  created_at: string
  updated_at: string
}

/** How many users have each status, kept in the transactions that change it: COUNT takes 20 to 60 ms a million. */
interface UserCountTable {
  organization_key: string
  status: UserStatus
  users: number
}

/** That a user was created, changed or deleted: written by triggers */
interface UserChangeTable {
  /** Counted on SQLite, the transaction's id on PostgreSQL */
  position: Generated<number>
  organization_key: string
  user_key: string
}

/** By these, a kept index tells whether it was made of this database, and of a state that this database has had. */
interface UserChangeMarkTable {
  key: string
  /** What is logged from this position on may be missing in the state that the mark stands for. */
  position: number
}

interface UserLoginTable {
  organization_key: string
  user_key: string
  environment_key: string
  last_login_at: string
}

/** A user's profile at an identity provider. */
export interface UserIdentityTable {
  organization_key: string
  user_key: string
  identity_provider_key: string
  subject: string | null
  username: string | null
  username_folded: string | null
  name: string | null
  email: string | null
  photo_url: string | null
  is_email_verified: Flag | null
  first_login_at: string | null
  last_login_at: string | null
  /** JSON: who made the profile before the user has signed in by it; null once they have, and where nobody is known */
  prepared_by: string | null
  /** Until when it may be used for the first time; null: for ever */
  prepared_until: string | null
  created_at: string
}

interface UserApplicationRoleTable {
  organization_key: string
  user_key: string
  application_role_key: string
  created_at: string
}

export interface GroupTable {
  organization_key: string
  key: string
  environment_key: string
  name: string
  name_folded: string
  description: string | null
  created_at: string
  updated_at: string
}

export type MembershipType = 'Assigned' | 'Mapped'

interface GroupUserTable {
  organization_key: string
  group_key: string
  user_key: string
  membership_type: MembershipType
  created_at: string
}

interface GroupApplicationRoleTable {
  organization_key: string
  group_key: string
  application_role_key: string
  created_at: string
}

/** A user whose identity provider sends this claim is a member of the group. */
export interface GroupClaimMappingTable {
  organization_key: string
  key: string
  group_key: string
  identity_provider_key: string
  claim_name: string
  claim_value: string
  /** What separates several values in one claim */
  value_delimiter: string | null
  created_at: string
  updated_at: string
}

/**
 * The groups that a provider's claims gave a user at the last sign-in there; several providers may give the same. One that
 * is deleted stays named until the next sign-in.
 */
interface UserMappedGroupsTable {
  organization_key: string
  user_key: string
  identity_provider_key: string
  /** JSON: a list of keys, in order */
  group_keys: string
}

export interface IdentityProviderTable {
  organization_key: string
  key: string
  name: string
  type: 'OIDC' | 'SAML' | 'Cognito'
  subtype: string
  is_built_in: Flag
  created_at: string
  updated_at: string
  name_folded: string
  email_trust_type: Generated<'None' | 'EmailVerifiedClaim' | 'All'>
  hosting: Generated<'oscloud' | 'selfhosted'>
  auto_create_profiles: Generated<Flag>
  profile_linking_field: Generated<'Email' | 'Username' | 'None'>
  /** JSON, without the secret; null unless the type is OIDC */
  oidc: string | null
  /** Encrypted under the master key */
  client_secret_encrypted: string | null
  /** JSON; null unless the type is SAML */
  saml: string | null
  /** JSON */
  token_normalizations: string | null
  is_for_organization: Generated<Flag>
  /** Whether a second factor that the provider has asked for counts here */
  trusts_second_factor: Generated<Flag>
}

/** The environments in which an external identity provider may be used. */
interface IdentityProviderEnvironmentTable {
  organization_key: string
  identity_provider_key: string
  environment_key: string
}

/** Whoever has an e-mail in this domain signs in at the provider. */
interface IdentityProviderDomainTable {
  organization_key: string
  /** In lower case and Punycode, as `email_domain` of users */
  domain: string
  identity_provider_key: string
}

export interface BulkChangeTable {
  organization_key: string
  key: string
  /** JSON: who asked for it */
  actor: string
  /** JSON: what is done to each of the users */
  request: string
  /** How many users, and how many of them so far had which outcome */
  total: number
  changed: number
  unchanged: number
  failed: number
  cancelled: number
  /** From then on no user is changed any more */
  cancelled_at: string | null
  created_at: string
  finished_at: string | null
}

export interface BulkOperationTable {
  organization_key: string
  key: string
  status: 'Pending' | 'Processing' | 'Finished' | 'FinishedWithErrors'
  /** JSON: who asked for it */
  actor: string
  /** JSON: what was asked for, in order: records of users, or keys of users where it is a part of a change */
  requests: string
  /** The change of many users that it is a part of */
  change_key: string | null
  /** How many times it failed with an error that does not pass by itself, or a worker that had claimed it has ended */
  failures: number
  /** The worker that carries it out. After `claimed_until` another worker may. */
  claimed_by: string | null
  claimed_until: string | null
  created_at: string
  finished_at: string | null
  /** JSON: what became of each record, in order, written in the transaction that carried them out */
  results: string | null
}
