import type { Generated } from 'kysely'
import type { Flag } from '../flag.ts'
import type { AuditNamedTable, AuditSubjectTable } from './audit-search-schema.ts'
import type { MailSettingsTable, MailTable, MailTemplateTable } from './mail-schema.ts'

/** The tables of organizations, signing keys, limits, the audit trail and mail. How to read them: schema.ts. */
export interface FoundationTables {
  deployment: DeploymentTable
  hash_keys: HashKeyTable
  master_key_nodes: MasterKeyNodeTable
  organizations: OrganizationTable
  organization_branding: OrganizationBrandingTable
  mail_templates: MailTemplateTable
  organization_changes: OrganizationChangeTable
  signing_keys: SigningKeyTable
  rate_limits: RateLimitTable
  audit_entries: AuditEntryTable
  audit_kinds: AuditKindTable
  audit_blocks: AuditBlockTable
  audit_counts: AuditCountTable
  audit_subjects: AuditSubjectTable
  audit_named: AuditNamedTable
  audit_stream_positions: AuditStreamPositionTable
  list_changes: ListChangeTable
  list_change_pruning: ChangePruningTable
  mail_settings: MailSettingsTable
  mails: MailTable
}

/** How the pages of an organization look; none until it is set */
interface OrganizationBrandingTable {
  organization_key: string
  name: string | null
  /** `#rrggbb` */
  primary_color: string | null
  /** A PNG as a `data:` URL */
  logo: string | null
  /** Of its bytes: part of the address */
  logo_digest: string | null
}

/** Which rows of long lists changed: triggers write it */
interface ListChangeTable {
  /** Counted on SQLite, the transaction's id on PostgreSQL */
  position: Generated<number>
  organization_key: string
  /** The table whose rows the list has */
  list: string
  row_key: string
}

/** One row, with what was deleted of the log */
export interface ChangePruningTable {
  id: number
  /** All positions up to this one are gone. */
  pruned_to: number
  /** Up to where the log may be deleted once an hour has passed since `noted_at` */
  next: number
  noted_at: string
}

interface DeploymentTable {
  /** Always 1: the table has one row, written in the same transaction as the first organization. */
  id: number
  master_key_fingerprint: string
  created_at: string
  /** The node that streams the audit trail, and until when no other may */
  audit_stream_node: string | null
  audit_stream_until: string | null
  /** The key that a rotation leads to; null while there is none under way */
  next_master_key_fingerprint: string | null
  /** `announced`: the nodes say whether they know the next key. `under-way`: they encrypt with it */
  master_key_rotation: 'announced' | 'under-way' | null
}

/** What each node has answered to the rotation that is under way. */
interface MasterKeyNodeTable {
  key: string
  /** Host and process, for people */
  name: string
  knows_next: Flag
  encrypts_with_next: Flag
  /** Counts, so that one sees who still answers */
  answers: number
}

/** The keys of keyed hashes, of all organizations. They stay when the master key is rotated. */
interface HashKeyTable {
  /** One of `hashPurposes` */
  purpose: string
  /** 32 bytes in base64url, encrypted under the master key */
  key_encrypted: string
}

export interface OrganizationTable {
  key: string
  name: string
  /** Host name that reaches it. Null for the first organization: it is reached by the host of the public URL. */
  domain: string | null
  created_at: string
  /** Null: as the server is set; 0: not limited */
  requests_per_minute: number | null
  bulk_requests_per_minute: number | null
  /** As a JSON array */
  browser_origins: Generated<string>
}

interface OrganizationChangeTable {
  organization_key: string
  version: number
}

/** A secret of a client; the table of each kind of client adds the column that names the client. */
export interface ClientSecretColumns {
  organization_key: string
  key: string
  /** Keyed hash */
  hash: string
  last_four: string
  /** The newest one; the others are former ones in their overlap. */
  is_current: Flag
  expires_at: string
  created_at: string
  /** Type, key and name of who made it, as JSON. Null for those that were made before this was recorded */
  created_by: string | null
  /** When it was first used, or handed to a person; null while nobody has proven to have received it */
  used_at: string | null
  /** When it was last used, to a minute */
  last_used_at: string | null
  /** When the mail about its expiry was put into the outbox */
  reminded_at: string | null
}

/** One permission, for the organization (environment_key null) or for one environment. */
export interface GrantedPermissionColumns {
  organization_key: string
  permission_key: string
  environment_key: string | null
}

export interface SigningKeyTable {
  organization_key: string
  /** The `kid` */
  key: string
  algorithm: string
  public_jwk: string
  /** PKCS #8, encrypted under the master key */
  private_key_encrypted: string
  created_at: string
  /** Of the keys that are activated together, access tokens are signed with this one. */
  signs_access_tokens: Flag
  /** It signs from then on, until another one does. */
  activates_at: string
  /** It verifies until then. */
  retires_at: string | null
}

/** How many requests of an organization were let through in the current minute, as leased by the nodes. */
interface RateLimitTable {
  organization_key: string
  name: string
  /** Minutes since 1970 */
  minute: number
  used: number
}

export interface AuditEntryTable {
  organization_key: string
  key: string
  occurred_at: string
  /** `anonymous`: nobody that is known by now */
  actor_type: 'api-client' | 'user' | 'system' | 'anonymous'
  actor_key: string | null
  actor_name: string
  address: string | null
  trace_id: string | null
  action: string
  entity_type: string
  entity_key: string
  entity_name: string | null
  /** JSON, secrets masked */
  old_values: string | null
  new_values: string | null
  environment_key: string | null
  result: 'Success' | 'Failure'
  /** How often it happened: 1 for what is no failure */
  occurrences: number
  /** With the position: where it lies in the order in which entries were stored, see `AuditCountTable` */
  slot: number
  position: number
  /** One of `audit_kinds` */
  kind: number
  /** The role that was granted, revoked or changed */
  role_key: string | null
  /** The asset that it is about, or the one of the role */
  asset_key: string | null
  /** The import that it belongs to: the entity of the entry that stands for the whole import */
  part_of: string | null
  /** JSON: what the entry names beside its entity, such as the role that was granted */
  related: string | null
}

/** Entries that are alike in what the trail is filtered by */
interface AuditKindTable {
  organization_key: string
  /** From 1 */
  kind: number
  /** All that follows, as one text */
  facets: string
  action: string
  entity_type: string
  actor_type: AuditEntryTable['actor_type']
  /** Of API clients alone: there are few, and one may have made most of the trail */
  actor_key: string | null
  environment_key: string | null
  result: AuditEntryTable['result']
  role_key: string | null
  asset_key: string | null
  /** 1 where the entries belong to an import */
  is_part: number
}

/**
 * How many entries of a kind one part of the trail has. The parts of level 0 follow each other without a gap, from the
 * oldest entry to the last one that is closed; one of level 1 covers many of them. Kind 0 has the number of all entries.
 */
interface AuditBlockTable {
  organization_key: string
  level: number
  kind: number
  started_at: string
  /** The first time that is not in it any more */
  ended_at: string
  entries: number
}

/** How many entries were stored, in several rows: see audit-counts-repository.ts */
interface AuditCountTable {
  organization_key: string
  slot: number
  /** The position of the slot's last entry. Positions have no gaps, and follow the order of the commits. */
  written: number
}

/** Up to where the entries of a slot were streamed, and up to where the last batch went, which may be stored or not */
interface AuditStreamPositionTable {
  organization_key: string
  slot: number
  position: number
  until: number
}
