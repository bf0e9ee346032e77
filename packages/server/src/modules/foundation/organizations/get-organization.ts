import { fold } from '../../../db/fold.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Organization } from './organization.ts'
import { selectOrganizations } from './organizations-repository.ts'

/**
 * By key, or by name or domain without regard to case; the only one where nothing is asked for.
 * @throws Problem organization_unknown
 */
export async function getOrganization({ db }: Parts, text: string | undefined): Promise<Organization> {
  const all = await selectOrganizations(db)
  const [first, second] = all
  if (text === undefined && first && !second) return first
  const names = all.map(({ name, domain }) => (domain ? `${name} (${domain})` : name)).join(', ')
  if (text === undefined)
    throw unknown(`Name the organization, for most commands with --organization: there are ${names || 'none'}.`)
  const folded = fold(text)
  const [found, another] = all.filter(({ key, name, domain }) => [key, fold(name), domain].includes(folded))
  if (another) throw unknown(`Several organizations are called '${text}': name one by key or domain.`)
  if (!found) throw unknown(`There is no organization '${text}'. There are ${names || 'none'}.`)
  return found
}

const unknown = (detail: string): Problem => new Problem('organization_unknown', detail)
