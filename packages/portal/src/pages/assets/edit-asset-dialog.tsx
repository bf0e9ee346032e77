import { completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type AssetFacts, AssetFields, checkFacts, factsOf } from './asset-fields.tsx'
import { type Asset, invalidateAssets } from './queries.ts'

interface EditAssetDialogProps {
  asset: Asset
  isOpen: boolean
  onClose(): void
}

export const EditAssetDialog = ({ isOpen, ...content }: EditAssetDialogProps) => (
  <FormDialog isOpen={isOpen} onClose={content.onClose} title="Edit the asset">
    <EditForm {...content} />
  </FormDialog>
)

function EditForm({ asset, onClose }: Omit<EditAssetDialogProps, 'isOpen'>) {
  const { key, name, type, description } = asset
  const form = useForm<AssetFacts>({
    initial: { name, type, description: description ?? '' },
    check: checkFacts,
    problemFields: { asset_name_taken: 'name' },
    async save(values) {
      const body = factsOf(values)
      await completed(managementApi.PATCH('/assets/{key}', { params: { path: { key } }, body }))
      await invalidateAssets()
      notifyOfSuccess(`${bidiIsolate(body.name)} is saved`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel="Save" onCancel={onClose}>
      <AssetFields form={form} />
    </FormFrame>
  )
}
