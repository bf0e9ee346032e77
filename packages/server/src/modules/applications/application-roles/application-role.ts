import { Problem } from '../../../problems/problem.ts'

/** A role as its asset defines it, independent of environments. */
export interface RoleDefinition {
  externalKey: string
  assetKey: string
  name: string
  /** The claim that the role starts with in each environment */
  claim: string | null
}

/** A role in one environment: this is what users and groups hold. */
export interface ApplicationRole {
  key: string
  name: string
  environmentKey: string
  assetKey: string
  /** The role as its asset defines it: the same in every environment. */
  externalKey: string
  claim: string | null
  /** The portfolio of its environment */
  portfolioKey: string
}

/** What the audit trail names. */
export const roleEntity = ({ externalKey, name }: RoleDefinition) => ({
  type: 'application-role' as const,
  key: externalKey,
  name,
})

/** For a name that another role of the asset has */
export const roleNameTaken = (name: string): Problem =>
  new Problem('application_role_name_taken', `The asset has an end-user role with the name '${name}' already.`)
