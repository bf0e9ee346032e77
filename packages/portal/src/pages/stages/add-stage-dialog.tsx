import { Trans, useLingui } from '@lingui/react/macro'
import { Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { completed, type Environment, type Portfolio } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { invalidateEnvironments } from '../../api/queries.ts'
import { invalidateSession, useSession } from '../../api/session.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkName } from './check-name.ts'
import { type Purpose, purposeOptions } from './purpose.ts'

/** Lets the server choose the last place: the member may not view all stages. */
const last = 'last'

interface AddStageDialogProps {
  portfolio: Portfolio
  stages: Environment[]
  isOpen: boolean
  onClose(): void
}

export function AddStageDialog({ isOpen, ...content }: AddStageDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={content.onClose} title={t`Add stage`}>
      <AddStageForm {...content} />
    </FormDialog>
  )
}

function AddStageForm({ portfolio, stages, onClose }: Omit<AddStageDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const mayViewAll = useSession().mayEverywhere(permission.viewStage)
  const form = useForm<{ name: string; purpose: Purpose; order: string | null }>({
    initial: { name: '', purpose: 'NonProduction', order: last },
    check: checkName,
    problemFields: { environment_name_taken: 'name' },
    async save({ name, purpose, order }) {
      const body = {
        portfolioKey: portfolio.key,
        name: name.trim(),
        purpose,
        order: order === last ? null : Number(order),
      }
      await completed(managementApi.POST('/environments', { body }))
      await invalidateEnvironments()
      // Permissions for every environment apply in the new one, too.
      await invalidateSession()
      const added = bidiIsolate(body.name)
      notifyOfSuccess(t`Stage ${added} added`)
      onClose()
    },
  })
  const places = [
    { value: '0', label: t`Before all others` },
    ...stages
      .slice(0, mayViewAll ? -1 : undefined)
      .map(({ name, order }) => ({ value: String(order + 1), label: t`After ${name}` })),
    { value: last, label: t`After all others` },
  ]
  return (
    <FormFrame form={form} submitLabel={t`Add stage`} onCancel={onClose}>
      <TextInput label={t`Name`} data-autofocus {...form.text('name')} />
      <Radio.Group
        label={t`Purpose`}
        description={t`It cannot be changed later.`}
        {...form.field('purpose')}
        onChange={(value) => form.set('purpose', value as Purpose)}
      >
        <Stack gap={10} mt="xs">
          {purposeOptions().map(({ value, label, description }) => (
            <Radio key={value} value={value} label={label} description={description} />
          ))}
        </Stack>
      </Radio.Group>
      {stages.length > 0 && <Select label={t`Position`} data={places} allowDeselect={false} {...form.field('order')} />}
      <Text size="sm" c="dimmed">
        <Trans>Permissions for all stages apply in this one immediately. A stage cannot be deleted.</Trans>
      </Text>
    </FormFrame>
  )
}
