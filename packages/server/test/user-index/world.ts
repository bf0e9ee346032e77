import type { ApplicationRole } from '@portico/testing/directory.ts'
import type { TestClock } from '@portico/testing/server.ts'
import type { Context } from '../../src/context.ts'
import type { Credentials } from '../../src/modules/api-clients/clients/credentials.ts'
import type { Principal } from '../../src/modules/foundation/permissions/principal.ts'

/** What the steps and the questions of the model know: keys that are, or were, there */
export interface World {
  context: Context
  url: string
  credentials: Credentials
  clock: TestClock
  organizationKey: string
  everybody: Principal
  portfolioKey: string
  environmentKeys: string[]
  assetKeys: string[]
  roles: Pick<ApplicationRole, 'key' | 'assetKey'>[]
  groupKeys: string[]
  organizationRoleKeys: string[]
  userKeys: string[]
}

/** Parts of names and of e-mails, and what patterns and encodings could stumble over */
export const texts = [
  'a',
  'an',
  'Anna',
  'ANNA SMITH',
  '@',
  '.com',
  'a.com',
  '%',
  '_',
  '\\',
  'ß',
  'ss',
  'ö',
  'zoe',
  'Zoë',
  '日本',
  '😀',
  '\u{1F600}x',
  'xn--tda.de',
  'ü.de',
  'x y',
  '1',
  '12',
  'user',
  'nobody at all',
  'ﬁ',
  'e1@b',
  'smith e',
  'σ',
  'σευσ',
  'ΣΕΥΣ x',
  'istanbul',
  'İ',
  'e\u0301',
  'שלום',
  '\u05B8',
  'الله',
  '日'.repeat(150),
  '\'"',
]
