import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { notifyOfSaved } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Section } from '../../components/page/section.tsx'
import { invalidateOrganization, type Organization } from './queries.ts'

const valuesOf = ({ name }: { name: string }) => ({ name })
const requestOf = ({ name }: { name: string }) => ({ name: name.trim() })

/** The name, which pages and mails show */
export function NameSection({ organization }: { organization: Organization }) {
  const { t } = useLingui()
  const form = useEditForm({
    loaded: organization,
    valuesOf,
    requestOf,
    labels: { name: t`Name` },
    check: ({ name }) => (name.trim() === '' ? { name: t`Enter a name.` } : {}),
    read: () => answer(managementApi.GET('/organization')),
    send: ({ body, header }) => completed(managementApi.PATCH('/organization', { params: { header }, body })),
    async saved(values, isChanged) {
      form.reset(requestOf(values))
      notifyOfSaved(isChanged, t`Name saved`)
      await invalidateOrganization()
    },
  })
  return (
    <Section title={t`Name`} description={t`Shown in the portal, on the sign-in pages and in e-mails.`}>
      <FormFrame form={form} submitLabel={t`Save`}>
        <TextInput label={t`Name of the organization`} maw={420} {...form.text('name')} />
      </FormFrame>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title={t`Leave without saving?`} leaveLabel={t`Leave`}>
        {t`The new name is not saved.`}
      </LeaveGuard>
    </Section>
  )
}
