import { useLingui } from '@lingui/react/macro'
import { NumberInput, Stack, TextInput } from '@mantine/core'
import { PageForm } from '../../components/forms/page-form.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import type { ApiValues } from './api-values.ts'
import { ScopesField } from './scopes-field.tsx'

/** The fields of problems that name none */
export const problemFields = {
  registered_api_audience_invalid: 'audience',
  registered_api_audience_taken: 'audience',
  registered_api_scope_invalid: 'scopes',
} as const

interface ApiFormProps {
  label: string
  form: Form<ApiValues>
  isNew: boolean
  submitLabel: string
  /** Where Cancel leads */
  back: string
}

/** All settings of a registered API. */
export function ApiForm({ label, form, isNew, submitLabel, back }: ApiFormProps) {
  const { t } = useLingui()
  return (
    <PageForm form={form} label={label} back={back} submitLabel={submitLabel}>
      <Section title={t`Details`}>
        <Stack gap="md" maw={640}>
          <TextInput label={t`Name`} autoComplete="off" dir="auto" {...form.text('name')} />
          <TextInput
            label={t`Audience`}
            description={
              isNew
                ? t`The URI that identifies the API in its tokens. The API checks it. It cannot be changed later.`
                : t`Cannot be changed, because tokens and programs contain it.`
            }
            placeholder="https://orders.example.com"
            autoComplete="off"
            disabled={!isNew}
            {...form.text('audience')}
          />
          <NumberInput
            label={t`Token lifetime in minutes`}
            description={t`From 1 to 720. A client with a shorter token lifetime gets tokens of that lifetime.`}
            min={1}
            max={720}
            allowDecimal={false}
            maw={320}
            {...form.field('accessTokenMinutes')}
          />
        </Stack>
      </Section>
      <Section
        title={t`Scopes`}
        description={
          isNew
            ? t`What callers can be allowed to do with the API. You grant scopes to each caller.`
            : t`If you remove or rename a scope, every caller that has it loses it.`
        }
      >
        <ScopesField {...form.field('scopes')} />
      </Section>
    </PageForm>
  )
}
