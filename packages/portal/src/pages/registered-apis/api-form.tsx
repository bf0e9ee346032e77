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
  return (
    <PageForm form={form} label={label} back={back} submitLabel={submitLabel}>
      <Section title="What it is">
        <Stack gap="md" maw={640}>
          <TextInput label="Name" maxLength={256} autoComplete="off" dir="auto" {...form.text('name')} />
          <TextInput
            label="Audience"
            description={
              isNew
                ? 'The URI that tokens for this API name, and that the API checks. It cannot be changed later.'
                : 'It cannot be changed: tokens and programs name it.'
            }
            placeholder="https://orders.example.com"
            maxLength={255}
            autoComplete="off"
            disabled={!isNew}
            {...form.text('audience')}
          />
          <NumberInput
            label="Minutes that its tokens are valid"
            description="From 1 to 720. A client with a shorter life of its own gets shorter ones."
            min={1}
            max={720}
            allowDecimal={false}
            maw={320}
            {...form.field('accessTokenMinutes')}
          />
        </Stack>
      </Section>
      <Section
        title="Scopes"
        description={
          isNew
            ? 'What callers may be allowed to do there. You choose for each caller which ones it gets.'
            : 'A scope that you remove or rename is taken from everybody who has it.'
        }
      >
        <ScopesField {...form.field('scopes')} />
      </Section>
    </PageForm>
  )
}
