import type { Flag } from '../flag.ts'
import type { AssetType } from './asset-types.ts'

/** The tables of portfolios, environments, assets and application roles. How to read them: schema.ts. */
export interface ApplicationsTables {
  portfolios: PortfolioTable
  environments: EnvironmentTable
  assets: AssetTable
  asset_revisions: AssetRevisionTable
  asset_application_roles: AssetApplicationRoleTable
  asset_deployments: AssetDeploymentTable
  application_roles: ApplicationRoleTable
}

interface PortfolioTable {
  organization_key: string
  key: string
  name: string
  name_folded: string
  is_main: Flag
  created_at: string
}

export type EnvironmentPurpose = 'Development' | 'NonProduction' | 'Production'

interface EnvironmentTable {
  organization_key: string
  key: string
  portfolio_key: string
  name: string
  name_folded: string
  purpose: EnvironmentPurpose
  /** 0 comes first */
  position: number
  created_at: string
}

interface AssetTable {
  organization_key: string
  key: string
  portfolio_key: string
  name: string
  name_folded: string
  type: AssetType
  description: string | null
  description_folded: string | null
  /** The newest one: revisions are numbered from 1, without gaps */
  latest_revision: number
  created_at: string
}

/** A state of an asset that may be tagged with a version. Revisions are never deleted without their asset. */
interface AssetRevisionTable {
  organization_key: string
  asset_key: string
  revision: number
  commit_message: string | null
  commit_message_folded: string | null
  created_at: string
  /** The API client or user that did it; null where the program itself did */
  created_by: string | null
  tag: string | null
  /** The tag as texts sort versions: see tagOrder. Empty where there is none */
  tag_order: string
  tagged_at: string | null
  tagged_by: string | null
  release_notes: string | null
}

/** A role as its asset defines it, whether or not the asset is deployed anywhere. */
interface AssetApplicationRoleTable {
  organization_key: string
  /** What application_roles refers to: the same in every environment. */
  external_key: string
  asset_key: string
  name: string
  name_folded: string
  /** What a deployment gives the role. In an environment it may have another one. */
  claim: string | null
  created_at: string
}

/** An asset's presence in an environment: its application roles exist there. */
interface AssetDeploymentTable {
  organization_key: string
  asset_key: string
  environment_key: string
  key: string
  /** The revision that was the newest one then */
  revision: number
  deployed_at: string
  /** The API client or user that did it; null where the program itself did */
  deployed_by: string | null
}

interface ApplicationRoleTable {
  organization_key: string
  key: string
  asset_key: string
  environment_key: string
  /** The role as its asset defines it: the same in every environment. */
  external_key: string
  name: string
  name_folded: string
  claim: string | null
  created_at: string
}
