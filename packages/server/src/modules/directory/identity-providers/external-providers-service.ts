import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { containsPattern, toTimestamp } from '../../../db/codecs.ts'
import { isUniqueViolation } from '../../../db/failures.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { pageOf } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import {
  claimIdentityProvider,
  countUses,
  deleteIdentityProvider,
  type IdentityProvider,
  insertIdentityProvider,
  replaceAssignedEnvironments,
  selectAssignedEnvironments,
  selectIdentityProviders,
  updateIdentityProvider,
} from './identity-providers-repository.ts'
import type {
  IdentityProvider as Answer,
  Assignments,
  IdentityProviderCreateRequest,
  IdentityProviderPatchRequest,
  IdentityProvidersQuery,
} from './identity-providers-schemas.ts'
import { oidcAfter, requireSaml, requireSecret } from './provider-configuration.ts'

export type IdentityProviderService = ReturnType<typeof createIdentityProviderService>

const notFound = (key: string): Problem =>
  new Problem('identity_provider_not_found', `There is no identity provider ${key}.`)

export function createIdentityProviderService({ db, clock, vault }: { db: Db; clock: Clock; vault: Vault }) {
  const timestamp = (): string => toTimestamp(clock.now())

  const required = async (db: Db, organizationKey: string, key: string): Promise<IdentityProvider> => {
    const found = await selectIdentityProviders(db, organizationKey, { key: normalKey(key) }, { limit: 1, offset: 0 })
    if (!found.rows[0]) throw notFound(key)
    return found.rows[0]
  }

  /** Reads an external provider for a change. */
  async function external(trx: Db, organizationKey: string, key: string): Promise<IdentityProvider> {
    const provider = await claimIdentityProvider(trx, organizationKey, normalKey(key))
    if (!provider) throw notFound(key)
    if (!provider.isBuiltIn) return provider
    throw new Problem('identity_provider_read_only', `${provider.name} is built in and stays as it is.`)
  }

  /** What the provider is after the request, all of its rules kept. */
  function after(
    organizationKey: string,
    held: IdentityProvider,
    request: IdentityProviderPatchRequest,
    isNew = false,
  ): IdentityProvider {
    const { oidcConfiguration, samlConfiguration, tokenNormalizations, ...settings } = request
    requireType(held.type, request, isNew)
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
    const next: IdentityProvider = { ...held, ...given, updatedAt: timestamp() }
    if (tokenNormalizations !== undefined) next.tokenNormalizations = tokenNormalizations
    if (samlConfiguration) {
      requireSaml(samlConfiguration)
      next.saml = samlConfiguration
    }
    if (oidcConfiguration) {
      const { clientSecret } = oidcConfiguration
      next.oidc = oidcAfter(held.oidc, oidcConfiguration)
      const secret = { isStored: held.clientSecretEncrypted !== null, given: clientSecret }
      requireSecret({ held: held.oidc, after: next.oidc }, secret)
      if (clientSecret !== undefined) {
        const context = contextOf(organizationKey, held.key)
        next.clientSecretEncrypted = clientSecret && vault.encrypt(clientSecret, context)
      }
    }
    return next
  }

  return {
    async list({ organizationKey }: Principal, query: IdentityProvidersQuery) {
      const { key, nameContains, limit = 100, offset = 0 } = query
      const filter = {
        ...(key === undefined ? {} : { key: normalKey(key) }),
        ...(nameContains === undefined ? {} : { namePattern: containsPattern(nameContains) }),
      }
      const { rows, total } = await selectIdentityProviders(db, organizationKey, filter, { limit, offset })
      return pageOf(rows.map(show), total, { limit, offset })
    },

    read: async ({ organizationKey }: Principal, key: string): Promise<Answer> =>
      show(await required(db, organizationKey, key)),

    async create(
      principal: Principal,
      { type, name, ...request }: IdentityProviderCreateRequest,
    ): Promise<{ key: string }> {
      const { organizationKey } = principal
      const key = newKey(clock.now())
      const provider = after(organizationKey, { ...unconfigured, key, type, name }, request, true)
      return namedOnce(name, () =>
        transaction({ db: db }, async ({ db: trx }) => {
          await insertIdentityProvider(trx, organizationKey, provider)
          await recordChange({ db: trx, clock }, principal, {
            action: 'identity-provider.created',
            entity: entityOf(provider),
            after: recorded(provider),
          })
          return { key }
        }),
      )
    },

    /** A new secret counts as a change always: which one it was is not told. */
    update: (principal: Principal, key: string, request: IdentityProviderPatchRequest): Promise<void> =>
      namedOnce(request.name ?? '', () =>
        transaction({ db: db }, async ({ db: trx }) => {
          const held = await external(trx, principal.organizationKey, key)
          const next = after(principal.organizationKey, held, request)
          const changed = changedFields(recorded(held), recorded(next))
          const isNewSecret = Boolean(request.oidcConfiguration?.clientSecret)
          if (changed.length === 0 && !isNewSecret) return
          await updateIdentityProvider(trx, principal.organizationKey, next)
          const only = (all: Record<string, unknown>) => Object.fromEntries(changed.map((name) => [name, all[name]]))
          await recordChange({ db: trx, clock }, principal, {
            action: 'identity-provider.updated',
            entity: entityOf(next),
            before: only(recorded(held)),
            after: { ...only(recorded(next)), ...(isNewSecret && { isClientSecretNew: true }) },
          })
        }),
      ),

    async assignments({ organizationKey }: Principal, key: string): Promise<Assignments> {
      const provider = await required(db, organizationKey, key)
      return assignmentsOf(db, organizationKey, provider)
    },

    /** Replaces them. Two empty answers: nobody signs in through it. */
    assign: (principal: Principal, key: string, request: Assignments): Promise<void> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const provider = await external(trx, organizationKey, key)
        const environmentKeys = [...new Set(request.environmentKeys.map(normalKey))].sort()
        const known = (await listEnvironments({ db: trx }, organizationKey)).map((environment) => environment.key)
        const unknown = environmentKeys.filter((environmentKey) => !known.includes(environmentKey))
        if (unknown.length > 0) {
          throw new Problem('environment_unknown', `environmentKeys: there is no environment ${unknown.join(', ')}.`)
        }
        const before = await assignmentsOf(trx, organizationKey, provider)
        const next = { organization: request.organization, environmentKeys }
        if (JSON.stringify(before) === JSON.stringify(next)) return
        const updatedAt = timestamp()
        await updateIdentityProvider(trx, organizationKey, {
          ...provider,
          isForOrganization: next.organization,
          updatedAt,
        })
        await replaceAssignedEnvironments(trx, organizationKey, provider.key, environmentKeys)
        const entity = entityOf(provider)
        await recordChange({ db: trx, clock }, principal, {
          action: 'identity-provider.assigned',
          entity,
          before,
          after: next,
        })
      }),

    /** Only one that neither profiles nor claim mappings refer to. */
    delete: (principal: Principal, key: string): Promise<void> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const provider = await external(trx, organizationKey, key)
        const { profiles, mappings } = await countUses(trx, organizationKey, provider.key)
        if (profiles + mappings > 0) {
          const detail = `User profiles at ${provider.name}: ${profiles}. Claim mappings that name it: ${mappings}.`
          throw new Problem('identity_provider_used', detail)
        }
        await deleteIdentityProvider(trx, organizationKey, provider.key)
        await recordChange({ db: trx, clock }, principal, {
          action: 'identity-provider.deleted',
          entity: entityOf(provider),
          before: recorded(provider),
        })
      }),
  }
}

/** Safe until somebody decides otherwise: only e-mails that the provider has verified link profiles. */
const unconfigured: Omit<IdentityProvider, 'key' | 'type' | 'name'> = {
  subtype: 'Custom',
  isBuiltIn: false,
  emailTrustType: 'EmailVerifiedClaim',
  hosting: 'selfhosted',
  autoCreateProfiles: true,
  profileLinkingField: 'Email',
  oidc: null,
  clientSecretEncrypted: null,
  saml: null,
  tokenNormalizations: null,
  isForOrganization: false,
  updatedAt: '',
}

/** Binds the encrypted secret to its row, so that nobody can put one row's secret into another. */
const contextOf = (organizationKey: string, key: string): string => `identity-provider ${organizationKey} ${key}`

/** The index decides who was first, so that two at the same time cannot both pass. */
async function namedOnce<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Problem('identity_provider_name_taken', `There is an identity provider called '${name}' already.`)
  }
}

function requireType(type: IdentityProvider['type'], request: IdentityProviderPatchRequest, isNew: boolean): void {
  const [needed, other] =
    type === 'OIDC'
      ? (['oidcConfiguration', 'samlConfiguration'] as const)
      : (['samlConfiguration', 'oidcConfiguration'] as const)
  if (request[other]) throw new Problem('invalid_body', `The field ${other} does not belong to the type ${type}.`)
  if (isNew && !request[needed])
    throw new Problem('invalid_body', `The field ${needed} is missing: the type is ${type}.`)
}

/** The built-in provider is for everybody. */
async function assignmentsOf(db: Db, organizationKey: string, provider: IdentityProvider): Promise<Assignments> {
  const environmentKeys = provider.isBuiltIn
    ? (await listEnvironments({ db }, organizationKey)).map(({ key }) => key)
    : await selectAssignedEnvironments(db, organizationKey, provider.key)
  return { organization: provider.isForOrganization, environmentKeys }
}

const entityOf = ({ key, name }: IdentityProvider): AuditedChange['entity'] => ({
  type: 'identity-provider',
  key,
  name,
})

const show = (provider: IdentityProvider): Answer => ({
  key: provider.key,
  name: provider.name,
  oidcConfiguration: provider.oidc && { ...provider.oidc, clientSecret: null },
  samlConfiguration: provider.saml,
  tokenNormalizations: provider.tokenNormalizations,
  lastUpdatedDate: provider.updatedAt,
  type: provider.type,
  subtype: provider.subtype,
  emailTrustType: provider.emailTrustType,
  hosting: provider.hosting,
  autoCreateProfiles: provider.autoCreateProfiles,
  profileLinkingField: provider.profileLinkingField,
})

/** As the audit trail keeps it: whether there is a secret, and nothing more of it. */
function recorded(provider: IdentityProvider): Record<string, unknown> {
  const { key: _, lastUpdatedDate: __, ...shown } = show(provider)
  return { ...shown, hasClientSecret: provider.clientSecretEncrypted !== null }
}

const changedFields = (before: Record<string, unknown>, after: Record<string, unknown>): string[] =>
  Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
