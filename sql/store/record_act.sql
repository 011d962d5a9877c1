-- purpose: note what was done
-- params:  $act_id, $done_at, $actor, $act, $detail, $is_verified, $hash
INSERT INTO act VALUES ($act_id, $done_at, $actor, $act, $detail, $is_verified, $hash);
