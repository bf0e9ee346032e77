import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { assetNotFound } from '../assets/asset.ts'
import { revisionNotFound } from './asset-revision.ts'
import { type AssetWithRevision, type RevisionCondition, selectRevisions } from './asset-revisions-repository.ts'
import { readableAssets } from './readable-assets.ts'

/** The newest revision of an asset. @throws Problem asset_not_found also where the caller may not read it */
export async function getNewestRevision(parts: Parts, principal: Principal, key: string): Promise<AssetWithRevision> {
  const places = await readableAssets(parts, principal)
  const newest = await findRevision(parts, principal, key, { places, anyOf: ['newest'] })
  if (!newest) throw assetNotFound(key)
  return newest
}

/** @throws Problem asset_not_found, asset_revision_not_found */
export async function getAssetRevision(
  parts: Parts,
  principal: Principal,
  key: string,
  revision: number,
): Promise<AssetWithRevision> {
  const newest = await getNewestRevision(parts, principal, key)
  if (newest.revision === revision) return newest
  const found = await findRevision(parts, principal, key, { places: [], revision })
  if (!found) throw revisionNotFound(newest.name, revision)
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
