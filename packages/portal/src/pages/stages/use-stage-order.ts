import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { answer, completed, type Environment } from '@portico/sdk'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { managementApi, portfoliosApi } from '../../api/apis.ts'
import { ifMatchOf } from '../../api/if-match-of.ts'
import { ApiProblem } from '../../api/problem.ts'
import { invalidateEnvironments, setCachedStages } from '../../api/queries.ts'
import { notifyOfProblem } from '../../components/feedback/notify.ts'
import { pageI18n } from '../../components/language/page-language.ts'

interface StageOrder {
  /** The shown order: changed at once, and back if the server refuses */
  stages: Environment[]
  move(environment: Environment, place: number): void
  /** For screen readers */
  announcement: string
}

/** Moves stages within their portfolio. */
export function useStageOrder(environments: Environment[]): StageOrder {
  const { t } = useLingui()
  const [announcement, setAnnouncement] = useState('')
  const { mutate } = useMutation({
    scope: { id: 'stage-order' },
    mutationFn: moveStage,
    onError: notifyOfProblem,
    onSettled: invalidateEnvironments,
  })
  return {
    stages: environments,
    announcement,
    move(environment, place) {
      // The member may not view all stages, but `order` counts all of them.
      const order = environments[place]?.order
      if (order === undefined || order === environment.order) return
      const others = environments.filter(({ key }) => key !== environment.key)
      const moved = others
        .map((other) => ({ ...other, order: other.order + shiftOf(other.order, environment.order, order) }))
        .toSpliced(place, 0, { ...environment, order })
      setCachedStages(environment.portfolioKey, moved)
      const [name, number, count] = [environment.name, place + 1, moved.length]
      setAnnouncement(t`${name} is now number ${number} of ${count}`)
      mutate({ environment, order })
    },
  }
}

/** What the person saw must still be so: the place means another one where somebody else has moved stages. */
async function moveStage({ environment, order }: { environment: Environment; order: number }): Promise<void> {
  const path = { environmentKey: environment.key }
  const now = await answer(managementApi.GET('/environments/{environmentKey}', { params: { path } }))
  if (now.order !== environment.order) {
    throw new ApiProblem({
      status: 412,
      portalProblem: 'translated',
      title: pageI18n()._(msg`Somebody else has moved the stages`),
      detail: pageI18n()._(msg`Nothing was changed. The list shows the new order. Move the stage again if needed.`),
    })
  }
  const header = ifMatchOf(now)
  await completed(portfoliosApi.PATCH('/environments/{environmentKey}', { params: { path, header }, body: { order } }))
}

/** How far a stage moves when another one moves past it. */
function shiftOf(order: number, from: number, to: number): number {
  if (from < order && order <= to) return -1
  return to <= order && order < from ? 1 : 0
}
