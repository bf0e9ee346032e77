import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { environmentsQuery } from '../../api/catalogue.ts'
import { done, portfolios } from '../../api/client.ts'
import { notifyOfProblem } from '../../components/notify.ts'
import type { Environment } from './stage-queries.ts'

export interface StageOrder {
  /** As shown: moved at once, and back again should the server refuse */
  stages: Environment[]
  move(environment: Environment, place: number): void
  /** What to tell ears */
  announcement: string
}

/** Moves stages within their portfolio. */
export function useStageOrder(environments: Environment[]): StageOrder {
  const queryClient = useQueryClient()
  const [announcement, setAnnouncement] = useState('')
  const { queryKey } = environmentsQuery
  const { mutate } = useMutation({
    scope: { id: 'stage-order' },
    mutationFn: ({ key, place }: { key: string; place: number }) =>
      done(
        portfolios.PATCH('/environments/{environmentKey}', {
          params: { path: { environmentKey: key } },
          body: { order: place },
        }),
      ),
    onError: notifyOfProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
  return {
    stages: environments,
    announcement,
    move(environment, place) {
      const others = environments.filter(({ key }) => key !== environment.key)
      const moved = others.toSpliced(place, 0, environment)
      if (moved.every(({ key }, index) => key === environments[index]?.key)) return
      queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, (all = []) => [
        ...all.filter(({ portfolioKey }) => portfolioKey !== environment.portfolioKey),
        ...moved,
      ])
      setAnnouncement(`${environment.name} is now number ${place + 1} of ${moved.length}`)
      mutate({ key: environment.key, place })
    },
  }
}
