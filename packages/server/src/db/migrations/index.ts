// Made by `npm run docs` from the files of this folder.

import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { foundation } from './0001-foundation.ts'
import { claimMappings } from './0002-claim-mappings.ts'
import { identityProviders } from './0003-identity-providers.ts'
import { assets } from './0004-assets.ts'
import { bulk } from './0005-bulk.ts'
import { rateLimits } from './0006-rate-limits.ts'
import { auditCounts } from './0007-audit-counts.ts'
import { signIn } from './0010-sign-in.ts'
import { auditResults } from './0011-audit-results.ts'
import { knownBrowsers } from './0012-known-browsers.ts'
import { hashKeys } from './0013-hash-keys.ts'
import { signInSettings } from './0014-sign-in-settings.ts'
import { clientCreators } from './0015-client-creators.ts'
import { signingKeyActivation } from './0016-signing-key-activation.ts'
import { credentialsEpoch } from './0017-credentials-epoch.ts'
import { auditPositions } from './0018-audit-positions.ts'
import { boundedRows } from './0019-bounded-rows.ts'
import { masterKeyRotation } from './0020-master-key-rotation.ts'

/** Every migration, in order. One that was released is never changed: a later one corrects it. */
export const migrations = (engine: Engine): Record<string, Migration> => ({
  '0001-foundation': foundation(engine),
  '0002-claim-mappings': claimMappings(engine),
  '0003-identity-providers': identityProviders(engine),
  '0004-assets': assets(engine),
  '0005-bulk': bulk(engine),
  '0006-rate-limits': rateLimits(engine),
  '0007-audit-counts': auditCounts(engine),
  '0010-sign-in': signIn(engine),
  '0011-audit-results': auditResults(engine),
  '0012-known-browsers': knownBrowsers(engine),
  '0013-hash-keys': hashKeys(engine),
  '0014-sign-in-settings': signInSettings(engine),
  '0015-client-creators': clientCreators(engine),
  '0016-signing-key-activation': signingKeyActivation(engine),
  '0017-credentials-epoch': credentialsEpoch(engine),
  '0018-audit-positions': auditPositions(engine),
  '0019-bounded-rows': boundedRows(engine),
  '0020-master-key-rotation': masterKeyRotation(engine),
})
