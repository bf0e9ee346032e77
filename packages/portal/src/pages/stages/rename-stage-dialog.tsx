import { TextInput } from '@mantine/core'
import { completed, type Environment } from '@portico/sdk'
import { portfoliosApi } from '../../api/apis.ts'
import { invalidateEnvironments } from '../../api/queries.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkName, maxNameLength } from './check-name.ts'

interface RenameStageDialogProps {
  environment: Environment | undefined
  onClose(): void
}

export function RenameStageDialog({ environment, onClose }: RenameStageDialogProps) {
  const shown = useLastDefined(environment)
  return (
    <FormDialog isOpen={environment !== undefined} onClose={onClose} title="Rename the stage">
      {shown && <RenameForm environment={shown} onClose={onClose} />}
    </FormDialog>
  )
}

function RenameForm({ environment, onClose }: { environment: Environment; onClose(): void }) {
  const form = useForm({
    initial: { name: environment.name },
    check: checkName,
    problemFields: { environment_name_taken: 'name' },
    async save(values) {
      const name = values.name.trim()
      const params = { path: { environmentKey: environment.key } }
      await completed(portfoliosApi.PATCH('/environments/{environmentKey}', { params, body: { name } }))
      await invalidateEnvironments()
      notifyOfSuccess(`${bidiIsolate(environment.name)} is now called ${bidiIsolate(name)}`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Rename" onCancel={onClose}>
      <TextInput
        label="Name"
        description="Its key stays: programs that name the stage by it go on working."
        data-autofocus
        maxLength={maxNameLength}
        {...form.text('name')}
      />
    </FormFrame>
  )
}
