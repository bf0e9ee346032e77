import { languages } from '../../../config/languages.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import { selectMailTemplates } from './mail-templates-repository.ts'
import { mailTexts } from './render-mail.ts'
import { defaultTemplate, mailTemplateNames, mailTemplates } from './templates/mail-template.ts'

/** The organization's own words, and Portico's, which are used where it has none of its own in a language */
export async function getMailTemplates({ db }: Parts, { organizationKey }: Principal) {
  const defaults = mailTemplateNames.flatMap((name) =>
    languages.map((language) => ({ name, language, ...defaultTemplate(name, mailTexts[language]) })),
  )
  const placeholders = mailTemplateNames.map((name) => {
    const { inSubject, required, optional } = mailTemplates[name]
    return { name, inSubject: [...inSubject], required: [...required], optional: [...optional] }
  })
  return { templates: await selectMailTemplates(db, organizationKey), defaults, placeholders }
}
