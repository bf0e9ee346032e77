import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { assetNotFound } from '../assets/asset.ts'
import { revisionNotFound } from './asset-revision.ts'
import {
  type AssetWithRevision,
  lockRevisionRow,
  type RevisionCondition,
  selectRevisions,
} from './asset-revisions-repository.ts'
import { readableAssets } from './readable-assets.ts'

/** The newest revision of an asset. @throws Problem asset_not_found also where the caller may not read it */
export async function getNewestRevision(parts: Parts, principal: Principal, key: string): Promise<AssetWithRevision> {
  const places = await readableAssets(parts, principal)
  const newest = await findRevision(parts, principal, key, { places, anyOf: ['newest'] })
  if (!newest) throw assetNotFound(key)
  return newest
}

/** Which revision a request names */
export interface RevisionKeys {
  assetKey: string
  revisionNumber: number
}

/**
 * The same for a change: nobody else changes the revision before the transaction ends.
 * @throws Problem asset_not_found, asset_revision_not_found
 */
export async function lockAssetRevision(
  parts: Parts,
  principal: Principal,
  keys: RevisionKeys,
): Promise<AssetWithRevision> {
  const revision = { assetKey: normalKey(keys.assetKey), revision: keys.revisionNumber }
  await lockRevisionRow(parts.db, principal.organizationKey, revision)
  return getAssetRevision(parts, principal, keys)
}

/** @throws Problem asset_not_found, asset_revision_not_found */
export async function getAssetRevision(
  parts: Parts,
  principal: Principal,
  { assetKey, revisionNumber }: RevisionKeys,
): Promise<AssetWithRevision> {
  const newest = await getNewestRevision(parts, principal, assetKey)
  if (newest.revision === revisionNumber) return newest
  const found = await findRevision(parts, principal, assetKey, { places: [], revision: revisionNumber })
  if (!found) throw revisionNotFound(newest.name, revisionNumber)
  return found
}

/** The revision with the highest version for a tag. @throws Problem asset_not_found, asset_not_tagged */
export async function getHighestTagRevision(
  parts: Parts,
  principal: Principal,
  key: string,
): Promise<AssetWithRevision> {
  const { name } = await getNewestRevision(parts, principal, key)
  const found = await findRevision(parts, principal, key, { places: [], anyOf: ['highest tag'] })
  if (!found) throw new Problem('asset_not_tagged', `No revision of ${name} is tagged.`)
  return found
}

async function findRevision(
  { db }: Parts,
  { organizationKey }: Principal,
  key: string,
  condition: RevisionCondition,
): Promise<AssetWithRevision | undefined> {
  const [found] = await selectRevisions(db, organizationKey, { assetKeys: [normalKey(key)], ...condition })
  return found
}
