import type { KeyObject } from 'node:crypto'
import type { Selectable } from 'kysely'
import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import type { SamlKeyTable } from '../../../db/schema/sign-in-schema.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { generateSamlKey, samlKeyRow } from './generate-saml-key.ts'
import { listSamlKeys, type SamlKey } from './list-saml-keys.ts'
import { deleteSamlKey, insertSamlKey, selectSamlKeys, updateSamlKeyState } from './saml-repository.ts'

/**
 * - `begin`: a next key is published beside the current one (or the first one is made)
 * - `switch`: the next key signs, and providers encrypt for it; what is encrypted for the former one can still be read
 * - `end`: the former key is deleted
 * - `cancel`: the next key is deleted
 */
type SamlKeyStep = 'begin' | 'switch' | 'end' | 'cancel'

type Rows = Record<SamlKeyTable['state'], Selectable<SamlKeyTable> | undefined>

/**
 * One step of replacing the key with which the organization signs its SAML messages. People decide when each comes: most
 * providers learn of a new certificate only by somebody who enters it there.
 * @throws Problem saml_key_step_refused
 */
export async function rotateSamlKey(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  step: SamlKeyStep,
): Promise<SamlKey[]> {
  const { organizationKey } = principal
  if (step === 'begin') requireNoneWaiting(await selectByState(parts, organizationKey))
  const generated = step === 'begin' ? await generateSamlKey() : undefined
  return transaction(parts, async (parts) => {
    const { db } = parts
    // First, because it locks: of two at the same time, the second one sees what the first has done.
    await announceChange(db, organizationKey)
    const rows = await selectByState(parts, organizationKey)
    const before = await listSamlKeys(parts, organizationKey)
    if (generated) await addKey(parts, organizationKey, rows, generated)
    else await carryOut(parts, organizationKey, step, rows)
    const keys = await listSamlKeys(parts, organizationKey)
    await recordChange(parts, principal, {
      action: 'saml-key.rotated',
      entity: { type: 'saml-key', key: (keys[0] ?? before[0])?.key ?? '', name: 'SAML' },
      before: fingerprints(before),
      after: { step, ...fingerprints(keys) },
    })
    return keys
  })
}

async function addKey(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  rows: Rows,
  privateKey: KeyObject,
): Promise<void> {
  requireNoneWaiting(rows)
  const number = (rows.current?.number ?? 0) + 1
  const state = rows.current ? 'next' : 'current'
  await insertSamlKey(parts.db, samlKeyRow(parts, organizationKey, privateKey, { number, state }))
}

async function carryOut(
  { db }: Parts,
  organizationKey: string,
  step: SamlKeyStep,
  { current, next, former }: Rows,
): Promise<void> {
  if (step === 'switch') {
    if (!next) throw refused('There is no next key to switch to: begin the rotation first.')
    if (current) await updateSamlKeyState(db, organizationKey, current.key, 'former')
    await updateSamlKeyState(db, organizationKey, next.key, 'current')
    return
  }
  const ended = step === 'end' ? former : next
  if (!ended) throw refused(step === 'end' ? 'There is no former key to end.' : 'There is no next key to give up.')
  await deleteSamlKey(db, organizationKey, ended.key)
}

function requireNoneWaiting({ next, former }: Rows): void {
  if (next) throw refused('A next key is published already: switch to it, or cancel it.')
  if (former) throw refused('The former key still counts: end it first.')
}

async function selectByState({ db }: Parts, organizationKey: string): Promise<Rows> {
  const rows = await selectSamlKeys(db, organizationKey)
  const find = (state: SamlKeyTable['state']) => rows.find((row) => row.state === state)
  return { current: find('current'), next: find('next'), former: find('former') }
}

const fingerprints = (keys: SamlKey[]): Record<string, string | null> =>
  Object.fromEntries(
    ['current', 'next', 'former'].map((use) => [
      use,
      keys.find((key) => key.use === use)?.certificate.fingerprint ?? null,
    ]),
  )

const refused = (detail: string): Problem => new Problem('saml_key_step_refused', detail)
