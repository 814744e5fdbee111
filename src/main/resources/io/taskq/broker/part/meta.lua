-- What is known of a delivery: deliveries|fence|step|worker|last fence|last op|task id.
local META = '^(%d+)|(%d+)|(%d+)|([^|]*)|(%d*)|(%a*)|(.*)$'

-- Whose delivery it is: OURS with what is known of it, or why not.
local function judge(meta, fence, op)
  if not meta then
    return 'GONE'
  end
  local count, holder, step, worker, last_fence, last_op, task = string.match(meta, META)
  if holder == fence then
    return 'OURS', tonumber(count), tonumber(step), task, worker
  end
  -- The reply to the first sending was lost; what was asked for has been done.
  if last_fence == fence and last_op == op then
    return 'DONE'
  end
  return 'STALE'
end

-- A delivery nobody holds; fence 0 cuts off the old owner.
local function unheld(count, step, fence, op, task)
  return string.format('%d|0|%d||%s|%s|', count, step, fence, op) .. task
end
