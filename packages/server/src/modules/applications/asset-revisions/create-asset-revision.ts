import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { assetEntity } from '../assets/asset.ts'
import { lockAsset } from '../assets/lock-asset.ts'
import { type AssetRevision, tagTaken } from './asset-revision.ts'
import { insertRevision, updateLatestRevision } from './asset-revisions-repository.ts'
import type { RevisionCreateRequest } from './asset-revisions-schemas.ts'

/**
 * The next revision of an asset, tagged where the request says so. What is deployed stays deployed as it is.
 * @throws Problem asset_not_found, permission_missing, asset_tag_taken
 */
export function createAssetRevision(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  { commitMessage = null, tag = null, releaseNotes = null }: RevisionCreateRequest,
): Promise<{ revision: number }> {
  return transaction(parts, async (parts) => {
    const { organizationKey, actor } = principal
    const asset = await lockAsset(parts, principal, 'Asset management > Change', key)
    const now = toTimestamp(parts.clock.now())
    const created: AssetRevision = {
      assetKey: asset.key,
      revision: asset.latestRevision + 1,
      commitMessage,
      createdAt: now,
      createdBy: actor.key,
      tag,
      taggedAt: tag === null ? null : now,
      taggedBy: tag === null ? null : actor.key,
      releaseNotes,
    }
    await refuseTakenName(tagTaken(asset.name, tag), () => insertRevision(parts.db, organizationKey, created))
    await updateLatestRevision(parts.db, organizationKey, created)
    const { revision } = created
    await recordChange(parts, principal, {
      action: 'asset.revision-created',
      entity: assetEntity(asset),
      after: { revision, commitMessage, tag, releaseNotes },
    })
    return { revision }
  })
}
