-- purpose: how the writing connection behaves; nothing here changes a result
SET enable_progress_bar = false;
SET preserve_insertion_order = true;
