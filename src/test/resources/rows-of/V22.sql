update support_request set acted_by = '00000000-0000-7000-8000-000000000005';
