import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type AssetFacts, AssetFields, checkFacts, factsOf } from './asset-fields.tsx'
import { invalidateAssets } from './queries.ts'

interface CreateAssetDialogProps {
  /** The main one first */
  portfolios: { key: string; name: string }[]
  isOpen: boolean
  onClose(): void
}

export const CreateAssetDialog = ({ isOpen, ...content }: CreateAssetDialogProps) => {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={content.onClose} title={t`Create asset`}>
      <CreateForm {...content} />
    </FormDialog>
  )
}

function CreateForm({ portfolios, onClose }: Omit<CreateAssetDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const form = useForm<AssetFacts & { portfolioKey: string | null }>({
    initial: { name: '', type: 'WebApplication', description: '', portfolioKey: portfolios[0]?.key ?? null },
    check: checkFacts,
    problemFields: { asset_name_taken: 'name' },
    async save(values) {
      const body = { ...factsOf(values), portfolioKey: values.portfolioKey }
      const { key } = await answer(managementApi.POST('/assets', { body }))
      await invalidateAssets()
      notifyOfSuccess(t`${bidiIsolate(body.name)} created`)
      onClose()
      await navigate({ to: '/assets/$key', params: { key } })
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Create`} onCancel={onClose}>
      <AssetFields form={form} />
      {portfolios.length > 1 && (
        <Select
          label={t`Portfolio`}
          description={t`The asset can be deployed to the stages of this portfolio. This cannot be changed later.`}
          data={portfolios.map(({ key, name }) => ({ value: key, label: name }))}
          allowDeselect={false}
          {...form.field('portfolioKey')}
        />
      )}
    </FormFrame>
  )
}
