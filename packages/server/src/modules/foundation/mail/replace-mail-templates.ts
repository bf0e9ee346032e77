import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import { requireEveryControllingPermission } from '../permissions/authority.ts'
import type { Principal } from '../permissions/principal.ts'
import { replaceMailTemplateRows, selectMailTemplates } from './mail-templates-repository.ts'
import { mailTexts } from './render-mail.ts'
import { defaultTemplate, mailTemplateNames, type OwnMailTemplate } from './templates/mail-template.ts'
import { requireValidTemplate } from './templates/template-fault.ts'

/**
 * Replaces the organization's own words, for mails that are written from then on. What is not named has Portico's again.
 * Whoever writes mails that hold links and codes can have people give these away, so this needs every permission that
 * controls access.
 * @throws Problem permission_missing, mail_template_invalid
 */
export function replaceMailTemplates(
  parts: Parts<'clock'>,
  principal: Principal,
  { templates }: { templates: readonly OwnMailTemplate[] },
): Promise<void> {
  requireEveryControllingPermission(principal, 'Changing the texts of mails')
  const after = ownTemplates(templates)
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await lockOrganizationRow(parts.db, organizationKey)
    const before = await selectMailTemplates(parts.db, organizationKey)
    if (isDeepStrictEqual(before, after)) return
    await replaceMailTemplateRows(parts.db, organizationKey, after)
    await recordChange(parts, principal, {
      action: 'mail-templates.updated',
      entity: { type: 'mail-templates', key: organizationKey, name: 'Mail templates' },
      before: changed(before, after),
      after: changed(after, before),
    })
  })
}

/** In the sequence in which they are read; what says the same as Portico is none. */
function ownTemplates(templates: readonly OwnMailTemplate[]): OwnMailTemplate[] {
  const seen = new Map<string, OwnMailTemplate>()
  for (const { name, language, subject, text } of templates) {
    const template = { subject: subject.trim(), text: text.replaceAll('\r\n', '\n').trim() }
    const id = `${name}.${language}`
    if (seen.has(id))
      throw new Problem('mail_template_invalid', `The field templates must name ${name} in ${language} only once.`)
    requireValidTemplate(name, template)
    seen.set(id, { name, language, ...template })
  }
  return [...seen.values()]
    .filter(({ name, language, subject, text }) => {
      return !isDeepStrictEqual({ subject, text }, defaultTemplate(name, mailTexts[language]))
    })
    .sort((one, other) => order(one) - order(other) || (one.language < other.language ? -1 : 1))
}

const inOrder = [...mailTemplateNames].sort()
const order = ({ name }: OwnMailTemplate): number => inOrder.indexOf(name)

/** Of one list, what the other one does not have so: `{ 'invitation.de': { subject, text } }` */
const changed = (list: readonly OwnMailTemplate[], other: readonly OwnMailTemplate[]) =>
  Object.fromEntries(
    [...list, ...other]
      .filter(
        (one) => !other.some((two) => isDeepStrictEqual(one, two)) || !list.some((two) => isDeepStrictEqual(one, two)),
      )
      .map(({ name, language }) => {
        const found = list.find((one) => one.name === name && one.language === language)
        return [`${name}.${language}`, found ? { subject: found.subject, text: found.text } : null]
      }),
  )
