import { Button, NumberInput, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { FormProblem } from '../../components/forms/form-problem.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
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
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={label}>
      <Stack gap="md">
        <FormProblem form={form} />
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
        <ActionBar>
          <Button variant="default" component={Link} to={back}>
            Cancel
          </Button>
          <Button type="submit" loading={form.isSaving}>
            {submitLabel}
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title="Leave without saving?" leaveLabel="Leave">
        What you have filled in is lost.
      </LeaveGuard>
    </form>
  )
}
