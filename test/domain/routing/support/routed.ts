import { planRoute } from '../../../../api/domain/routing/plan'
import type { RoutingProblem } from '../../../../api/domain/routing/problem'

/** Per location, the units of each SKU; or why there is no plan. */
export function routed(asked: RoutingProblem) {
  const plan = planRoute(asked)
  if (!plan.ok) return plan.error.because
  return Object.fromEntries(
    plan.value.parcels.map(({ location_id, units }) => [
      location_id,
      Object.fromEntries(units.map(({ sku, quantity }) => [sku, quantity])),
    ]),
  )
}
