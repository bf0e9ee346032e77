import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { done, portfolios } from '../../api/client.ts'
import { apart } from '../../components/apart.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { FormFrame } from '../../components/form-frame.tsx'
import { notifyOfSuccess } from '../../components/notify.ts'
import { useForm } from '../../components/use-form.ts'
import { useLast } from '../../components/use-last.ts'
import { checkName, type Environment, longestName } from './stage-queries.ts'

interface RenameStageDialogProps {
  environment: Environment | undefined
  onClose(): void
}

export function RenameStageDialog({ environment, onClose }: RenameStageDialogProps) {
  const shown = useLast(environment)
  return (
    <FormDialog isOpen={environment !== undefined} onClose={onClose} title="Rename the stage">
      {shown && <RenameForm environment={shown} onClose={onClose} />}
    </FormDialog>
  )
}

function RenameForm({ environment, onClose }: { environment: Environment; onClose(): void }) {
  const queryClient = useQueryClient()
  const form = useForm({
    initial: { name: environment.name },
    check: checkName,
    problemFields: { 'PTC-POR-40002': 'name' },
    async save(values) {
      const name = values.name.trim()
      const params = { path: { environmentKey: environment.key } }
      await done(portfolios.PATCH('/environments/{environmentKey}', { params, body: { name } }))
      await queryClient.invalidateQueries({ queryKey: ['environments'] })
      notifyOfSuccess(`${apart(environment.name)} is now called ${apart(name)}`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Rename" onCancel={onClose}>
      <TextInput
        label="Name"
        description="Its key stays: programs that name the stage by it go on working."
        data-autofocus
        maxLength={longestName}
        {...form.text('name')}
      />
    </FormFrame>
  )
}
