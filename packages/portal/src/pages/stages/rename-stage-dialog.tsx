import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { answer, completed, type Environment } from '@portico/sdk'
import { managementApi, portfoliosApi } from '../../api/apis.ts'
import { invalidateEnvironments } from '../../api/queries.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkName } from './check-name.ts'

interface RenameStageDialogProps {
  environment: Environment | undefined
  onClose(): void
}

export function RenameStageDialog({ environment, onClose }: RenameStageDialogProps) {
  const { t } = useLingui()
  const shown = useLastDefined(environment)
  return (
    <FormDialog isOpen={environment !== undefined} onClose={onClose} title={t`Rename stage`}>
      {shown && <RenameForm environment={shown} onClose={onClose} />}
    </FormDialog>
  )
}

function RenameForm({ environment, onClose }: { environment: Environment; onClose(): void }) {
  const { t } = useLingui()
  const path = { environmentKey: environment.key }
  const form = useEditForm({
    loaded: environment,
    valuesOf: ({ name }) => ({ name }),
    requestOf: ({ name }) => ({ name: name.trim() }),
    labels: { name: t`Name` },
    check: checkName,
    problemFields: { environment_name_taken: 'name' },
    read: () => answer(managementApi.GET('/environments/{environmentKey}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(portfoliosApi.PATCH('/environments/{environmentKey}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateEnvironments()
      const [before, after] = [bidiIsolate(environment.name), bidiIsolate(name.trim())]
      notifyOfSuccess(t`${before} renamed to ${after}`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Rename`} onCancel={onClose}>
      <TextInput
        label={t`Name`}
        description={t`The key stays the same. Programs that use it keep working.`}
        data-autofocus
        {...form.text('name')}
      />
    </FormFrame>
  )
}
