import { createHash } from 'node:crypto'
import { normalKey } from '../../../db/keys.ts'

/** O: for the organization; A: for assets as well; 'by environment': granted for all environments or for chosen ones. */
type GrantedFor = 'O' | 'OA' | 'O by environment' | 'OA by environment'

const catalogue = {
  'Asset management': { Open: 'OA', Create: 'O', Debug: 'OA', Change: 'OA', Delete: 'OA' },
  'Portfolio management': {
    'Manage portfolio': 'O',
    'Manage stages': 'O by environment',
    'View stage': 'O by environment',
  },
  'Release management': { 'Deploy assets': 'OA by environment', Release: 'OA' },
  Monitoring: { 'Access asset logs and traces': 'OA by environment', 'Access user information': 'OA' },
  Analyze: {
    'Manage code quality findings': 'OA',
    'View code quality findings': 'OA',
    'View evaluations': 'O',
    'Manage evaluations': 'O',
  },
  'Configuration management': {
    'View configurations': 'OA by environment',
    'Edit asset configurations': 'OA by environment',
    'Configure connections': 'O',
    'Manage domains': 'O',
    'Manage Email configurations': 'O',
    'Manage CSP': 'O',
    'Manage app analytics stream': 'O',
    'Manage IP filters': 'O',
    'Manage private gateways': 'O',
    'Manage agent guardrails': 'O',
  },
  'Connection management': { Create: 'O', Change: 'O', Delete: 'O' },
  'User and access management': {
    'View members': 'O',
    'Manage users': 'O',
    'Manage member access': 'O',
    'Manage organization roles': 'O',
    'Manage authentication': 'O',
    'Manage API clients': 'O',
  },
  'End-user management': {
    'View end users': 'OA by environment',
    'Manage end-user access': 'OA by environment',
    'Manage end-user groups': 'O by environment',
  },
  'Organization management': {
    'Manage organization': 'O',
    'View audit trail': 'O',
    'Manage audit trail stream': 'O',
    'Manage O11 infrastructures': 'O',
  },
  Forge: { 'Install/Update assets': 'O', 'Submit/Edit assets': 'O' },
  Support: { 'Open support cases': 'O', 'View all support cases': 'O' },
  Subscriptions: { 'Manage subscription': 'O', 'View subscription': 'O' },
  Maintenance: { 'View platform updates': 'OA', 'Manage platform updates': 'O' },
  Mentor: { Use: 'O' },
} as const satisfies Record<string, Record<string, GrantedFor>>

type Catalogue = typeof catalogue
/** `Category > Name`: unlike the name alone, it is unique. */
export type PermissionName = {
  [C in keyof Catalogue]: `${C} > ${Extract<keyof Catalogue[C], string>}`
}[keyof Catalogue]

export interface Permission {
  /** The same in every organization and deployment: a UUIDv5 of the full name. */
  key: string
  fullName: PermissionName
  category: string
  name: string
  allowsEnvironments: boolean
  allowsAssets: boolean
  /** Whoever holds it can give access to others, or take it: nobody gives one of these without holding it. */
  controlsAccess: boolean
  /** The same in one word, for tokens: `user-and-access-management.view-members` */
  claimName: string
}

const controlsAccess: readonly PermissionName[] = [
  'Configuration management > Manage Email configurations',
  'User and access management > Manage users',
  'User and access management > Manage member access',
  'User and access management > Manage organization roles',
  'User and access management > Manage authentication',
  'User and access management > Manage API clients',
  'End-user management > Manage end-user access',
  'End-user management > Manage end-user groups',
  'Organization management > Manage organization',
]

/** Namespace of the permission keys' UUIDv5 (RFC 9562, section 5.5). */
const namespace = Buffer.from('6f1c2c1e9a7b4f0c8d5e3b2a19f07c64', 'hex')

function nameBasedKey(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const oneWord = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** The fixed catalogue, in the order in which the portal shows it. */
export const permissions: readonly Permission[] = Object.entries(catalogue).flatMap(([category, names]) =>
  Object.entries(names).map(([name, grantedFor]: [string, GrantedFor]) => ({
    key: nameBasedKey(`${category} > ${name}`),
    fullName: `${category} > ${name}` as PermissionName,
    category,
    name,
    allowsEnvironments: grantedFor.endsWith('by environment'),
    allowsAssets: grantedFor.startsWith('OA'),
    controlsAccess: controlsAccess.includes(`${category} > ${name}` as PermissionName),
    claimName: `${oneWord(category)}.${oneWord(name)}`,
  })),
)

const byKey = new Map(permissions.map((permission) => [permission.key, permission]))
const byFullName = new Map(permissions.map((permission) => [permission.fullName, permission]))

/** What ODC's contract still calls some categories. */
const formerCategories: Record<string, string[]> = {
  'User management': ['User and access management', 'End-user management'],
  Stage: ['Portfolio management'],
}

/** Undefined where the catalogue has no permission with this key */
export const permissionByKey = (key: string): Permission | undefined => byKey.get(normalKey(key))

/** The permission with this full name. @throws Error where the catalogue has none */
export function permissionNamed(fullName: PermissionName): Permission {
  const permission = byFullName.get(fullName)
  if (!permission) throw new Error(`no permission ${fullName}`)
  return permission
}

/**
 * The permissions that a text may mean: a full name, a former full name (`User management > View end users`), or a name
 * alone. Without regard to case. More than one where a bare name stands in several categories.
 */
export function matchPermissions(text: string): Permission[] {
  const [first = '', second] = text.split('>').map((part) => part.trim().toLowerCase())
  const name = second ?? first
  const named = permissions.filter((permission) => permission.name.toLowerCase() === name)
  if (second === undefined) return named
  const former = Object.entries(formerCategories).find(([category]) => category.toLowerCase() === first)?.[1] ?? []
  return named.filter(({ category }) => category.toLowerCase() === first || former.includes(category))
}
