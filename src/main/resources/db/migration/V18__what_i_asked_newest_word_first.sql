-- Caregivers look at what they asked, newest word first, all day. Without this the planner went back
-- through everybody's changes until a page was full: for somebody who has asked little, through all.
create index support_request_by_requester_change on support_request (requester_id, updated_at, id);
