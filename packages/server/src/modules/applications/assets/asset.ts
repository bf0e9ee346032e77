import type { AssetType } from '../../../db/schema/asset-types.ts'
import { Problem } from '../../../problems/problem.ts'

export interface Asset {
  key: string
  portfolioKey: string
  name: string
  type: AssetType
  description: string | null
  /** Revisions are numbered from 1. */
  latestRevision: number
}

/** What the audit trail names. */
export const assetEntity = ({ key, name }: Pick<Asset, 'key' | 'name'>) => ({ type: 'asset' as const, key, name })

/** For a key that no asset of the organization has */
export const assetNotFound = (key: string): Problem => new Problem('asset_not_found', `There is no asset ${key}.`)

/** For a name that another asset of the organization has */
export const assetNameTaken = (name: string): Problem =>
  new Problem('asset_name_taken', `There is an asset with the name '${name}' already.`)
