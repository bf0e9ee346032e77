import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { holdsForAsset, type Principal, permissionMissing } from '../../foundation/permissions/principal.ts'
import { assetEntity } from '../assets/asset.ts'
import type { AssetVersionPatchRequest } from './asset-repository-schemas.ts'
import { type AssetRevision, tagTaken } from './asset-revision.ts'
import { updateRevisionRow } from './asset-revisions-repository.ts'
import { lockAssetRevision, type RevisionKeys } from './get-asset-revision.ts'

/** Either of them is enough. */
export const changesRevisions = ['Asset management > Change', 'Release management > Release'] as const

/**
 * Tags a revision of an asset, or changes its texts. Where nothing differs, nothing is stored.
 * @throws Problem asset_not_found, asset_revision_not_found, permission_missing, asset_tag_taken
 */
export function updateAssetRevision(
  parts: Parts<'clock'>,
  principal: Principal,
  keys: RevisionKeys,
  request: AssetVersionPatchRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey, actor } = principal
    const { name, portfolioKey, ...before } = await lockAssetRevision(parts, principal, keys)
    const asset = { key: before.assetKey, name, portfolioKey }
    if (!changesRevisions.some((permission) => holdsForAsset(principal, permission, asset))) {
      throw permissionMissing(`This needs one of the permissions ${changesRevisions.join(', ')} for the asset ${name}.`)
    }
    const after: AssetRevision = { ...before, ...request }
    const changed = (['tag', 'releaseNotes', 'commitMessage'] as const).filter(
      (field) => before[field] !== after[field],
    )
    if (changed.length === 0) return
    if (changed.includes('tag')) {
      after.taggedAt = after.tag === null ? null : toTimestamp(parts.clock.now())
      after.taggedBy = after.tag === null ? null : actor.key
    }
    await refuseTakenName(tagTaken(name, after.tag), () => updateRevisionRow(parts.db, organizationKey, after))
    const only = (one: AssetRevision) => Object.fromEntries(changed.map((field) => [field, one[field]]))
    await recordChange(parts, principal, {
      action: 'asset.revision-updated',
      entity: assetEntity(asset),
      before: { revision: before.revision, ...only(before) },
      after: { revision: before.revision, ...only(after) },
    })
  })
}
