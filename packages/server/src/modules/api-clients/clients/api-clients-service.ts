import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { announceChange } from '../../../db/change-feed.ts'
import { fold, toFlag, toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { type PageRequest, pageOf, parseSort } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import {
  type ApiClient,
  type ApiClientRow,
  type ApiClientStatus,
  apiClientOf,
  attentionMilliseconds,
} from './api-client.ts'
import { replacePermissions, selectPermissions } from './api-client-permissions-repository.ts'
import { insertSecret, retireSecrets } from './api-client-secrets-repository.ts'
import {
  type ApiClientFilter,
  deleteApiClient,
  insertApiClient,
  lockApiClient,
  selectApiClient,
  selectApiClients,
  selectJwks,
  selectKeysNamed,
  updateApiClient,
} from './api-clients-repository.ts'
import { type ClientJwks, checkJwks } from './client-jwks.ts'
import { newClientId, newClientSecret } from './client-secret.ts'
import { type PermissionAnswer, type PermissionRequest, parseSelection, showSelection } from './permission-selection.ts'
import { secretExpiry } from './secret-expiry.ts'

export interface ApiClientServiceDependencies {
  db: Db
  clock: Clock
  vault: Vault
}

export type ApiClientService = ReturnType<typeof createApiClientService>

export interface NewApiClient {
  name: string
  description?: string | null
  /** YYYY-MM-DD; 90 days ahead unless given */
  expiresOn?: string | null
  permissions?: PermissionRequest[]
  jwks?: ClientJwks | null
  /** Whether a mail tells 14 days ahead that the secret expires; true unless given */
  hasExpiryReminder?: boolean
}

export type ApiClientEdit = Partial<Pick<NewApiClient, 'name' | 'description' | 'jwks' | 'hasExpiryReminder'>>

/** The only answer that ever holds a secret. */
export interface Credentials {
  key: string
  clientId: string
  clientSecret: string
  secretExpiresAt: string
}

type SortField = ApiClientFilter['sort']['field']
export interface ApiClientQuery extends PageRequest {
  nameContains?: string
  status?: ApiClientStatus
  sort?: SortField | `-${SortField}`
}

export type ApiClientDetails = ApiClient & { permissions: PermissionAnswer[]; automaticPermissions: PermissionAnswer[] }

const longestOverlapHours = 7 * 24

export function createApiClientService({ db, clock, vault }: ApiClientServiceDependencies) {
  const timestamp = (): string => toTimestamp(clock.now())
  const show = (row: ApiClientRow): ApiClient =>
    apiClientOf(row, timestamp(), toTimestamp(clock.now() + attentionMilliseconds))

  async function required(trx: Db, organizationKey: string, key: string): Promise<ApiClientRow> {
    const row = await selectApiClient(trx, organizationKey, key)
    if (!row) throw new Problem('api_client_not_found', `There is no API client with the key ${key}.`)
    return row
  }

  /** Locks and reads the client, lets `work` change it, writes the audit entry and tells every cache. */
  async function change<T>(
    principal: Principal,
    key: string,
    work: (trx: Db, row: ApiClientRow) => Promise<{ result: T; change?: Omit<AuditedChange, 'entity'> }>,
  ): Promise<T> {
    const { organizationKey } = principal
    return transaction({ db: db }, async ({ db: trx }) => {
      await lockApiClient(trx, organizationKey, normalKey(key))
      const row = await required(trx, organizationKey, normalKey(key))
      const { result, change } = await work(trx, row)
      if (change) await record(trx, principal, row, change)
      return result
    })
  }

  async function record(
    trx: Db,
    principal: Principal,
    client: { key: string; name: string },
    change: Omit<AuditedChange, 'entity'>,
  ): Promise<void> {
    const entity = { type: 'api-client', key: client.key, name: client.name }
    await recordChange({ db: trx, clock }, principal, { ...change, entity })
    await announceChange(trx, principal.organizationKey)
  }

  async function addSecret(
    trx: Db,
    organizationKey: string,
    client: { key: string; clientId: string },
    secretExpiresAt: string,
  ): Promise<Credentials> {
    const clientSecret = newClientSecret()
    await insertSecret(trx, organizationKey, client.key, {
      key: newKey(clock.now()),
      hash: vault.hash(clientSecret),
      lastFour: clientSecret.slice(-4),
      expiresAt: secretExpiresAt,
      createdAt: timestamp(),
    })
    return { key: client.key, clientId: client.clientId, clientSecret, secretExpiresAt }
  }

  const setSuspended = (principal: Principal, key: string, isSuspended: boolean): Promise<void> =>
    change(principal, key, async (trx, row) => {
      if (row.isSuspended === isSuspended) return { result: undefined }
      await updateApiClient(trx, principal.organizationKey, row.key, { isSuspended, updatedAt: timestamp() })
      const action = isSuspended ? 'api-client.suspended' : 'api-client.resumed'
      return {
        result: undefined,
        change: { action, before: { isSuspended: row.isSuspended }, after: { isSuspended } },
      }
    })

  const service = {
    create: (principal: Principal, request: NewApiClient): Promise<Credentials> =>
      transaction({ db: db }, ({ db: trx }) => service.createIn(trx, principal, request)),

    /** The same within a transaction that does more. */
    async createIn(trx: Db, principal: Principal, request: NewApiClient): Promise<Credentials> {
      const { organizationKey } = principal
      const secretExpiresAt = secretExpiry(request.expiresOn, clock.now())
      if (request.jwks) checkJwks(request.jwks)
      const grants = parseSelection(request.permissions ?? [], await listEnvironments({ db: trx }, organizationKey))
      const client = { key: newKey(clock.now()), clientId: newClientId(), name: request.name }
      await insertApiClient(trx, {
        organization_key: organizationKey,
        key: client.key,
        client_id: client.clientId,
        name: client.name,
        name_folded: fold(client.name),
        description: request.description ?? null,
        is_suspended: 0,
        jwks: request.jwks ? JSON.stringify(request.jwks) : null,
        has_expiry_reminder: toFlag(request.hasExpiryReminder ?? true),
        last_used_at: null,
        created_at: timestamp(),
        updated_at: timestamp(),
      })
      await replacePermissions(trx, organizationKey, client.key, grants)
      const credentials = await addSecret(trx, organizationKey, client, secretExpiresAt)
      const after = {
        name: client.name,
        clientId: client.clientId,
        secretExpiresAt,
        hasExpiryReminder: request.hasExpiryReminder ?? true,
        permissions: showSelection(grants).permissions,
      }
      await record(trx, principal, client, { action: 'api-client.created', after })
      return credentials
    },

    async list({ organizationKey }: Principal, query: ApiClientQuery) {
      const { limit = 100, offset = 0, sort = 'name', ...filter } = query
      const times = { now: timestamp(), soon: toTimestamp(clock.now() + attentionMilliseconds) }
      const found = await selectApiClients(
        db,
        organizationKey,
        { ...filter, sort: parseSort(sort), limit, offset },
        times,
      )
      return pageOf(found.rows.map(show), found.total, { limit, offset })
    },

    async read({ organizationKey }: Principal, key: string): Promise<ApiClientDetails> {
      const client = show(await required(db, organizationKey, normalKey(key)))
      return { ...client, ...showSelection(await selectPermissions(db, organizationKey, client.key)) }
    },

    /** The key of the client with this key, client ID or name. */
    async findKey({ organizationKey }: Principal, text: string): Promise<string> {
      const [key, another] = await selectKeysNamed(db, organizationKey, text)
      if (another)
        throw new Problem('api_client_not_found', `Several API clients are called '${text}': name one by its key.`)
      if (!key) throw new Problem('api_client_not_found', `There is no API client '${text}'.`)
      return key
    },

    edit: (principal: Principal, key: string, request: ApiClientEdit): Promise<void> =>
      change(principal, key, async (trx, row) => {
        const { name, description, jwks, hasExpiryReminder } = request
        if (jwks) checkJwks(jwks)
        const held =
          jwks === undefined ? row : { ...row, jwks: await selectJwks(trx, principal.organizationKey, row.key) }
        const { before, after } = differences(held, request)
        if (Object.keys(after).length === 0) return { result: undefined }
        await updateApiClient(trx, principal.organizationKey, row.key, {
          ...(name === undefined ? {} : { name }),
          ...(description === undefined ? {} : { description }),
          ...(jwks === undefined ? {} : { jwks: jwks && JSON.stringify(jwks) }),
          ...(hasExpiryReminder === undefined ? {} : { hasExpiryReminder }),
          updatedAt: timestamp(),
        })
        return { result: undefined, change: { action: 'api-client.updated', before, after } }
      }),

    setPermissions: (principal: Principal, key: string, requests: PermissionRequest[]) =>
      change(principal, key, async (trx, row) => {
        const { organizationKey } = principal
        const grants = parseSelection(requests, await listEnvironments({ db: trx }, organizationKey))
        const before = showSelection(await selectPermissions(trx, organizationKey, row.key))
        const result = showSelection(grants)
        if (isDeepStrictEqual(before.permissions, result.permissions)) return { result }
        await replacePermissions(trx, organizationKey, row.key, grants)
        await updateApiClient(trx, organizationKey, row.key, { updatedAt: timestamp() })
        return {
          result,
          change: {
            action: 'api-client.permissions-changed',
            before: { permissions: before.permissions },
            after: { permissions: result.permissions },
          },
        }
      }),

    /** The former secret ends at once, or after the overlap. Tokens that were issued with it stay valid. */
    generateSecret: (
      principal: Principal,
      key: string,
      { expiresOn, overlapHours = 0 }: { expiresOn?: string | null; overlapHours?: number },
    ): Promise<Credentials> =>
      change(principal, key, async (trx, row) => {
        if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > longestOverlapHours) {
          throw new Problem(
            'overlap_invalid',
            `The overlap must be a whole number of hours from 0 to ${longestOverlapHours}.`,
          )
        }
        const secretExpiresAt = secretExpiry(expiresOn, clock.now())
        const until = toTimestamp(clock.now() + overlapHours * 3_600_000)
        await retireSecrets(trx, principal.organizationKey, row.key, { until, now: timestamp() })
        const credentials = await addSecret(trx, principal.organizationKey, row, secretExpiresAt)
        await updateApiClient(trx, principal.organizationKey, row.key, { updatedAt: timestamp() })
        const before = { secretExpiresAt: row.secretExpiresAt }
        return {
          result: credentials,
          change: { action: 'api-client.secret-generated', before, after: { secretExpiresAt, overlapHours } },
        }
      }),

    /** No new tokens, and those that were issued are refused, until it is resumed. */
    suspend: (principal: Principal, key: string): Promise<void> => setSuspended(principal, key, true),
    resume: (principal: Principal, key: string): Promise<void> => setSuspended(principal, key, false),

    delete: (principal: Principal, key: string): Promise<void> =>
      change(principal, key, async (trx, row) => {
        if (!row.isSuspended) {
          throw new Problem('api_client_not_suspended', `Suspend the API client '${row.name}' first, then delete it.`)
        }
        await deleteApiClient(trx, principal.organizationKey, row.key)
        return {
          result: undefined,
          change: { action: 'api-client.deleted', before: { name: row.name, clientId: row.clientId } },
        }
      }),
  }
  return service
}

/** What an edit changes, as it was and as it becomes. */
function differences(row: object, request: ApiClientEdit): Record<'before' | 'after', Record<string, unknown>> {
  const held = row as Record<string, unknown>
  const changed = Object.entries(request).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(value, held[field]),
  )
  const before = changed.map(([field]) => [field, held[field]])
  return { before: Object.fromEntries(before), after: Object.fromEntries(changed) }
}
