import { answer, completed } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'

type Schemas = components['schemas']
export type MailTemplates = Schemas['MailTemplates']
export type MailTemplate = Schemas['MailTemplate']
export type TemplateId = Pick<MailTemplate, 'name' | 'language'>
export type Words = Pick<MailTemplate, 'subject' | 'text'>

export const readMailTemplates = () => answer(managementApi.GET('/mail-templates'))

export const mailTemplatesQuery = queryOptions({ queryKey: ['mail-templates'], queryFn: readMailTemplates })

export const invalidateMailTemplates = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: mailTemplatesQuery.queryKey })

export const isOf =
  ({ name, language }: TemplateId) =>
  (template: MailTemplate): boolean =>
    template.name === name && template.language === language

/** The organization's own words, or the default */
export function wordsOf({ templates, defaults }: MailTemplates, id: TemplateId): Words {
  const { subject = '', text = '' } = templates.find(isOf(id)) ?? defaults.find(isOf(id)) ?? {}
  return { subject, text }
}

/** Stores own words for one mail, or none. The others stay. */
export const storeWords = (
  { templates }: MailTemplates,
  id: TemplateId,
  words: Words | undefined,
  header: { 'If-Match'?: string },
) => {
  const others = templates.filter((template) => !isOf(id)(template))
  const body = { templates: words ? [...others, { ...id, ...words }] : others }
  return completed(managementApi.PUT('/mail-templates', { params: { header }, body }))
}
