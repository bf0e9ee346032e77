import { foldedDomain, searchedInEmail, searchedInName } from '../../../db/folded-columns.ts'
import { normalKey } from '../../../db/keys.ts'
import type { MembershipType, UserStatus } from '../../../db/schema/directory-schema.ts'
import { parseKeys } from '../../../http/api/parse-keys.ts'
import { requireAtMostOne } from '../../../http/api/require-at-most-one.ts'
import { timestampParameter } from '../../../http/api/timestamp-parameter.ts'
import { type RoleCondition, visibleEnvironments } from '../../applications/application-roles/role-condition.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import { type UserVisibility, userVisibility, visibleRoles } from './user-visibility.ts'
import type { ManagedUsersQuery } from './users-schemas.ts'

/** Selects the users who fulfil every condition that is there. Values are in the form in which they are stored. */
export interface UserSelection {
  organizationKey: string
  /** The moment at which an organization role must hold */
  now: string
  visible?: UserVisibility
  keys?: readonly string[]
  status?: UserStatus
  emailDomains?: readonly string[]
  lastLoginSince?: string
  lastLoginTo?: string
  /** Active, last signed in before then, or never, and created before then */
  dormantSince?: string
  /** Whose keys come after this one */
  afterKey?: string
  nameOrEmailContains?: ContainedText
  nameOrEmailOrUsernameContains?: ContainedText
  isMember?: boolean
  /** Held at that moment */
  organizationRoleKey?: string
  /** One application role of the user fulfils all of it. */
  role?: RoleCondition
  /** Members of this group, in this way */
  group?: { key: string; membershipType?: MembershipType }
  /** Signed in to one of these; with an empty list, no user is selected */
  loggedInEnvironmentKeys?: readonly string[]
  /** Signed in to an environment of one of these portfolios, and of these environments where they are named */
  loggedInPortfolios?: { keys: readonly string[]; environmentKeys?: readonly string[] }
}

/** A text that is looked for, folded as names are, and as e-mails and usernames are */
interface ContainedText {
  inName: string
  inEmail: string
}

export interface UserSort {
  field: 'key' | 'name' | 'email' | 'status' | 'lastLoginAt'
  descending: boolean
}

export interface SortedPage {
  sort: UserSort
  limit: number
  offset: number
}

type UserFilter = Omit<ManagedUsersQuery, 'sort' | 'embed' | 'limit' | 'offset'>

const keys = (given: readonly string[] | undefined): readonly string[] | undefined => given?.map(normalKey)

/** Undefined where nothing is looked for, also where folding leaves nothing of the text: everybody has that. */
export function containedText(text: string | undefined): ContainedText | undefined {
  if (text === undefined) return undefined
  const [inName, inEmail] = [searchedInName(text), searchedInEmail(text)]
  return inName === '' || inEmail === '' ? undefined : { inName, inEmail }
}

/** Turns the parameters of a request into conditions, limited to what the caller sees. */
export function userSelection(principal: Principal, now: string, filter: UserFilter): UserSelection {
  return {
    organizationKey: principal.organizationKey,
    now,
    visible: userVisibility(principal),
    keys: parseKeys('userKeys', filter.userKeys, 20),
    status: filter.status,
    emailDomains: filter.domains?.map((domain) => foldedDomain(domain.replace(/^@/, ''))),
    lastLoginSince: timestampParameter('lastLoginAtSince', filter.lastLoginAtSince),
    lastLoginTo: timestampParameter('lastLoginAtTo', filter.lastLoginAtTo),
    dormantSince: timestampParameter('dormantSince', filter.dormantSince),
    nameOrEmailContains: containedText(filter.nameOrEmailContains),
    nameOrEmailOrUsernameContains: containedText(filter.nameOrEmailOrUsernameContains),
    // False asks for nothing, as ODC documents.
    isMember: filter.hasOrganizationRoles || undefined,
    role: roleCondition(principal, filter),
    ...loginConditions(principal, filter),
  }
}

/** Where users sign in is known of the environments in which the caller may view end users, and of no others. */
function loginConditions(
  principal: Principal,
  { loggedInEnvironmentKeys, loggedInPortfolioKeys }: UserFilter,
): Pick<UserSelection, 'loggedInEnvironmentKeys' | 'loggedInPortfolios'> {
  const granted = environmentsOf(principal, 'End-user management > View end users')
  const portfolioKeys = keys(loggedInPortfolioKeys)
  return {
    loggedInEnvironmentKeys: loggedInEnvironmentKeys && visibleEnvironments(keys(loggedInEnvironmentKeys), granted),
    loggedInPortfolios: portfolioKeys && {
      keys: portfolioKeys,
      environmentKeys: visibleEnvironments(undefined, granted),
    },
  }
}

function roleCondition(principal: Principal, filter: UserFilter): RoleCondition | undefined {
  requireAtMostOne(filter, 'environmentKey', 'environmentKeys')
  const { assetKey, environmentKey, environmentKeys, portfolioKeys, hasApplicationRoles } = filter
  const asked = environmentKey ? [environmentKey] : environmentKeys
  if (!assetKey && !asked && !portfolioKeys && !hasApplicationRoles) return undefined
  return {
    assetKeys: assetKey ? [normalKey(assetKey)] : undefined,
    environmentKeys: keys(asked),
    ...visibleRoles(principal),
    portfolioKeys: keys(portfolioKeys),
  }
}
