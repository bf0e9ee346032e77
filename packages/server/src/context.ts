import type { Logger } from 'pino'
import { type Authenticate, createAuthentication } from './access/authentication.ts'
import { type Clock, systemClock } from './config/clock.ts'
import type { Config } from './config/config.ts'
import { periodicTask } from './config/periodic-task.ts'
import { openVault, type Vault } from './config/secrets.ts'
import { type Database, openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import {
  type ApiClientDirectory,
  createApiClientDirectory,
} from './modules/api-clients/clients/api-client-directory.ts'
import { type ApiClientService, createApiClientService } from './modules/api-clients/clients/api-clients-service.ts'
import { createLastUse, type LastUse } from './modules/api-clients/clients/last-use.ts'
import { createSecretReminders, type SecretReminders } from './modules/api-clients/secret-reminders/secret-reminders.ts'
import { createTokenService, type TokenService } from './modules/api-clients/tokens/tokens-service.ts'
import {
  type ApplicationRoleService,
  createApplicationRoleService,
} from './modules/applications/application-roles/application-roles-service.ts'
import {
  type AssetApplicationRoleService,
  createAssetApplicationRoleService,
} from './modules/applications/assets/asset-application-roles-service.ts'
import { type AssetService, createAssetService } from './modules/applications/assets/assets-service.ts'
import {
  createDeployedAssetService,
  type DeployedAssetService,
} from './modules/applications/assets/deployed-assets-service.ts'
import { createDeploymentService, type DeploymentService } from './modules/applications/assets/deployment-service.ts'
import {
  createEnvironmentService,
  type EnvironmentService,
} from './modules/applications/portfolios/environments-service.ts'
import { createPortfolioService, type PortfolioService } from './modules/applications/portfolios/portfolios-service.ts'
import { createRoleUserService, type RoleUserService } from './modules/directory/assignments/role-users-service.ts'
import {
  createUserApplicationRoleService,
  type UserApplicationRoleService,
} from './modules/directory/assignments/user-application-roles-service.ts'
import { createUserGroupService, type UserGroupService } from './modules/directory/assignments/user-groups-service.ts'
import {
  createUserOrganizationRoleService,
  type UserOrganizationRoleService,
} from './modules/directory/assignments/user-organization-roles-service.ts'
import { type BulkUserService, createBulkUserService } from './modules/directory/bulk-users/bulk-users-service.ts'
import { createBulkUserWorker } from './modules/directory/bulk-users/bulk-users-worker.ts'
import {
  type ClaimMappingService,
  createClaimMappingService,
} from './modules/directory/groups/claim-mappings-service.ts'
import {
  createGroupApplicationRoleService,
  type GroupApplicationRoleService,
} from './modules/directory/groups/group-application-roles-service.ts'
import { createGroupUserService, type GroupUserService } from './modules/directory/groups/group-users-service.ts'
import { createGroupService, type GroupService } from './modules/directory/groups/groups-service.ts'
import {
  createIdentityProviderService,
  type IdentityProviderService,
} from './modules/directory/identity-providers/external-providers-service.ts'
import { createUserService, type UserService } from './modules/directory/users/users-service.ts'
import { type AuditService, createAuditService } from './modules/foundation/audit/audit-trail-service.ts'
import { createMailParts, type MailParts } from './modules/foundation/mail/mail-parts.ts'
import {
  createOrganizationDirectory,
  type OrganizationDirectory,
} from './modules/foundation/organizations/organization-directory.ts'
import { masterKeyFingerprint } from './modules/foundation/organizations/organizations-service.ts'
import { createOwnLimitService, type OwnLimitService } from './modules/foundation/organizations/own-limits-service.ts'
import { createRateLimits, type RateLimits } from './modules/foundation/rate-limits/rate-limits-service.ts'
import {
  createSigningKeyDirectory,
  type SigningKeyDirectory,
} from './modules/foundation/signing-keys/signing-key-directory.ts'
import {
  createSigningKeyService,
  type SigningKeyService,
} from './modules/foundation/signing-keys/signing-keys-service.ts'
import {
  createOrganizationRoleService,
  type OrganizationRoleService,
} from './modules/members/organization-roles/organization-role-definitions-service.ts'
import {
  type AuthorizationRecords,
  createAuthorizationRecords,
} from './modules/members/sessions/authorization-records.ts'
import { createMemberDirectory, type MemberDirectory } from './modules/members/sessions/member-directory.ts'
import { createSessionService, type SessionService } from './modules/members/sessions/sessions-service.ts'
import { createSetUpService, type SetUpService } from './modules/set-up/first-administrator/set-up-service.ts'
import { checkMasterKey } from './modules/set-up/first-start/master-key.ts'
import type { HashCost } from './modules/sign-in/credentials/password-hashes.ts'
import { type AcceptanceService, createAcceptanceService } from './modules/sign-in/invitations/acceptance-service.ts'
import { createInvitationService, type InvitationService } from './modules/sign-in/invitations/invitations-service.ts'
import { createSignInParts, type SignInParts } from './modules/sign-in/sign-ins/sign-in-parts.ts'
import { createSignInDayService, type SignInDayService } from './modules/sign-in/sign-ins/sign-ins-service.ts'

const retentionMilliseconds = 600_000

/** What the process is made of. */
export interface Context extends SignInParts, MailParts {
  config: Config
  clock: Clock
  log: Logger
  vault: Vault
  database: Database
  apiClients: ApiClientService
  apiClientDirectory: ApiClientDirectory
  lastUse: LastUse
  organizations: OrganizationDirectory
  ownLimits: OwnLimitService
  signingKeys: SigningKeyService
  signingKeyDirectory: SigningKeyDirectory
  tokens: TokenService
  sessions: SessionService
  members: MemberDirectory
  authorizationRecords: AuthorizationRecords
  users: UserService
  userApplicationRoles: UserApplicationRoleService
  userOrganizationRoles: UserOrganizationRoleService
  organizationRoles: OrganizationRoleService
  identityProviders: IdentityProviderService
  applicationRoles: ApplicationRoleService
  roleUsers: RoleUserService
  groups: GroupService
  groupUsers: GroupUserService
  groupApplicationRoles: GroupApplicationRoleService
  claimMappings: ClaimMappingService
  userGroups: UserGroupService
  assetApplicationRoles: AssetApplicationRoleService
  deployments: DeploymentService
  assets: AssetService
  deployedAssets: DeployedAssetService
  portfolios: PortfolioService
  environments: EnvironmentService
  bulkUsers: BulkUserService
  audit: AuditService
  secretReminders: SecretReminders
  signInDays: SignInDayService
  setUp: SetUpService
  invitations: InvitationService
  acceptance: AcceptanceService
  rateLimits: RateLimits
  authentication: Authenticate
  /** The origin that clients use, with the port that was really bound. */
  publicUrl(): string
  setPort(port: number): void
  /** What a server does besides answering: bulk operations, and removing what is too old. Commands don't. */
  startWorkers(): void
  stopWorkers(): Promise<void>
  /** In the reverse order of opening. */
  close(): Promise<void>
}

export interface OpenContextOptions {
  config: Config
  environment: NodeJS.ProcessEnv
  log: Logger
  clock?: Clock
  /** A server holds the SQLite folder for itself; commands work beside it. */
  exclusive: boolean
  /** What a hash of a password costs, where tests make so many that they would do little else; OWASP's unless given. */
  hashCost?: HashCost
}

/** Opens the database, brings its tables up to date, and makes the services. */
export async function openContext({
  config,
  environment,
  log,
  clock = systemClock,
  exclusive,
  hashCost,
}: OpenContextOptions): Promise<Context> {
  const database = await openDatabase({
    database: config.database,
    dataFolder: config.dataFolder,
    exclusive,
    onIdleError: (err) => log.warn({ err }, 'a connection to the database was lost'),
  })
  try {
    const applied = await migrate(database)
    if (applied.length > 0) log.info({ migrations: applied }, 'the tables were brought up to date')
    const isNew = (await masterKeyFingerprint(database.db)) === undefined
    const vault = await openVault(config.dataFolder, environment, { create: isNew })
    await checkMasterKey(database.db, vault)
    return assemble({ config, clock, log, vault, database }, hashCost)
  } catch (error) {
    await database.close()
    throw error
  }
}

function assemble(
  base: Pick<Context, 'config' | 'clock' | 'log' | 'vault' | 'database'>,
  hashCost: HashCost | undefined,
): Context {
  const { config, clock, log, vault, database } = base
  const { db, changes } = database
  const dependencies = { db, clock, vault, changes, changed: changes.changed }
  let { port } = config
  const publicUrl = (): string => config.publicUrl ?? `http://localhost:${port}`

  const apiClientDirectory = createApiClientDirectory(dependencies)
  const signingKeys = createSigningKeyService(dependencies)
  const signingKeyDirectory = createSigningKeyDirectory(signingKeys, changes, clock.now)
  const tokens = createTokenService(dependencies)
  const lastUse = createLastUse(db, clock, (err) =>
    log.warn({ err }, 'the last use of API clients could not be stored yet'),
  )
  const sessions = createSessionService(dependencies)
  const members = createMemberDirectory(dependencies)
  const expiredSessions = periodicTask(retentionMilliseconds, sessions.deleteExpired, (err) =>
    log.warn({ err }, 'sessions that have expired could not be deleted yet'),
  )
  const bulkUserWorker = createBulkUserWorker(dependencies, (err) =>
    log.error({ err }, 'a bulk operation could not be carried out yet'),
  )
  const audit = createAuditService({ ...dependencies, retentionDays: config.auditRetentionDays })
  const mailParts = createMailParts({ ...dependencies, log, defaultServer: config.smtp })
  const secretReminders = createSecretReminders({
    ...dependencies,
    ...mailParts,
    publicUrl,
    onError: (err) => log.error({ err }, 'reminders of secrets that expire could not be written yet'),
  })
  const userApplicationRoles = createUserApplicationRoleService(dependencies)
  const signInParts = createSignInParts({ ...dependencies, log, sessions, mail: mailParts.mail, hashCost })
  const retention = periodicTask(retentionMilliseconds, audit.deleteExpired, (err) =>
    log.warn({ err }, 'audit entries older than the retention could not be deleted yet'),
  )
  return {
    ...base,
    ...signInParts,
    setUp: createSetUpService({ ...dependencies, ...signInParts, sessions }),
    invitations: createInvitationService({ ...dependencies, ...signInParts, ...mailParts, userApplicationRoles }),
    acceptance: createAcceptanceService({ ...dependencies, ...signInParts }),
    apiClients: createApiClientService(dependencies),
    apiClientDirectory,
    lastUse,
    organizations: createOrganizationDirectory({ db, changes, publicUrl }),
    ownLimits: createOwnLimitService(dependencies),
    signingKeys,
    signingKeyDirectory,
    tokens,
    sessions,
    members,
    authorizationRecords: createAuthorizationRecords(dependencies),
    users: createUserService(dependencies),
    userApplicationRoles,
    userOrganizationRoles: createUserOrganizationRoleService(dependencies),
    organizationRoles: createOrganizationRoleService(dependencies),
    identityProviders: createIdentityProviderService(dependencies),
    applicationRoles: createApplicationRoleService(dependencies),
    roleUsers: createRoleUserService(dependencies),
    groups: createGroupService(dependencies),
    groupUsers: createGroupUserService(dependencies),
    groupApplicationRoles: createGroupApplicationRoleService(dependencies),
    claimMappings: createClaimMappingService(dependencies),
    userGroups: createUserGroupService(dependencies),
    assetApplicationRoles: createAssetApplicationRoleService(dependencies),
    deployments: createDeploymentService(dependencies),
    assets: createAssetService(dependencies),
    deployedAssets: createDeployedAssetService(dependencies),
    portfolios: createPortfolioService(dependencies),
    environments: createEnvironmentService(dependencies),
    bulkUsers: createBulkUserService({ ...dependencies, wake: bulkUserWorker.wake }),
    audit,
    ...mailParts,
    secretReminders,
    signInDays: createSignInDayService(dependencies),
    rateLimits: createRateLimits({ clock, counter: database.requestCounter }, config.rateLimits),
    authentication: createAuthentication({
      clock,
      changes,
      apiClients: apiClientDirectory,
      signingKeys: signingKeyDirectory,
      tokens,
      sessions,
      members,
    }),
    publicUrl,
    setPort(bound) {
      port = bound
    },
    startWorkers() {
      bulkUserWorker.start()
      mailParts.mailWorker.start()
      secretReminders.start()
      expiredSessions.start()
      signInParts.expiredCodes.start()
      if (config.auditRetentionDays !== undefined) retention.start()
    },
    async stopWorkers() {
      await bulkUserWorker.stop()
      await secretReminders.stop()
      await mailParts.mailWorker.stop()
      await expiredSessions.stop()
      await signInParts.expiredCodes.stop()
      await signInParts.passwordReset.settled()
      await retention.stop()
    },
    async close() {
      await lastUse.close()
      await database.close()
    },
  }
}
